package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A rehearsal on a copy that has the history of any of the tools.
class HistoriesTest {

    /// dbmate demands it; a comment to the others.
    private static final String END = "-- migrate:down\n";

    @TempDir private static Path folder;
    private static Copies copies;

    @BeforeAll
    static void startServer() {
        copies = Copies.on(15, folder);
    }

    @AfterAll
    static void stopServer() {
        copies.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sqlx, 1_a.sql, 2_b.sql, -- up",
        "slipway, 1_a.up.sql, 2_b.up.sql, -- up",
        "goose, 1_a.sql, 2_b.sql, -- +goose Up",
        "dbmate, 1_a.sql, 2_b.sql, -- migrate:up",
        "golang-migrate, 1_a.up.sql, 2_b.up.sql, -- up",
        "flyway, V1__a.sql, V2__b.sql, -- up",
    })
    void what_is_applied_is_not_rehearsed(String word, String first, String second, String head)
            throws Exception {
        var format = Formats.of(word).orElseThrow();
        var copy = copies.empty().write(first, head + "\ncreate table a (id int);\n" + END);
        var old = MigrationSet.of(format, copy.folder());
        assertThat(Migrator.builder().database(copy.url()).migrations(old).build().migrate())
                .isInstanceOf(Outcome.Done.class);
        copy.write(second, head + "\nalter table a add name text;\n" + END);

        var set = MigrationSet.of(format, copy.folder());
        var rehearsed = Rehearsal.builder().copy(copy.url()).migrations(set).build().run();

        assertThat(rehearsed.run()).isInstanceOf(Run.Ended.class);
        assertThat(rehearsed.run().statements()).hasSize(1);
    }
}
