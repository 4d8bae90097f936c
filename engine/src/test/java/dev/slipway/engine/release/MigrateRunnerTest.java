package dev.slipway.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.evidence.EvidenceChain;
import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabases.class)
class MigrateRunnerTest {

    private static final long RELEASE = 7;

    @TempDir Path folder;

    @Test
    void the_lock_of_a_conductor_that_was_stopped_is_not_waited_for(
            DatabaseUrl ledger, DatabaseUrl database) throws Exception {
        try (var stopped = database.connect(new EarlierSessions(RELEASE).application() + " lock");
                var other = database.connect("slipway release 70 lock")) {
            lock(stopped, database);

            assertThat(run(database)).isInstanceOf(Outcome.Done.class);

            assertThat(stopped.isValid(5)).isFalse();
            assertThat(other.isValid(5)).isTrue();
        }
    }

    private Outcome run(DatabaseUrl database) throws Exception {
        Files.writeString(folder.resolve("1_a.sql"), "create table a (id int);");
        var step =
                new Step.Migrate(
                        "migrate",
                        database.toReference(),
                        folder,
                        MigrationSet.of(Formats.SQLX, folder).digest(),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5));
        return new MigrateRunner()
                .run(step, new Errand(RELEASE, EvidenceChain.empty(RELEASE), () -> {}));
    }

    private static void lock(Connection connection, DatabaseUrl database) throws SQLException {
        var table = new HistoryTable(database.database(), "public", "_sqlx_migrations");
        try (var statement = connection.createStatement()) {
            for (long id : Formats.SQLX.lockIds(table)) {
                statement.execute("select pg_advisory_lock(" + id + ")");
            }
        }
    }
}
