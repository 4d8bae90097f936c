package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a server says that is older than those Slipway is for.
class OldServerTest {

    @TempDir private Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.slipway.migrate.TestServer#unsupported")
    void a_server_that_is_too_old_is_refused_in_one_sentence(int major) throws Exception {
        Files.writeString(folder.resolve("1_a.sql"), "create table a ();");
        var database = TestDatabase.on(major);
        var migrator =
                Migrator.builder()
                        .database(database.url())
                        .migrations(MigrationSet.of(Formats.SQLX, folder))
                        .build();
        var refusal =
                "the server is PostgreSQL "
                        + major
                        + ", and 14 is the oldest that is supported: upgrade it first";

        assertThatThrownBy(migrator::status).hasMessage(refusal);
        assertThatThrownBy(migrator::migrate).hasMessage(refusal);
        assertThatThrownBy(migrator::verify).hasMessage(refusal);
    }
}
