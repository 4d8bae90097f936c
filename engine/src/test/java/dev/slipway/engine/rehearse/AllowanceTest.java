package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowanceTest {

    @TempDir Path folder;

    @Test
    void it_is_for_the_statement_below_it() throws Exception {
        var set =
                set(
                        """
                        alter table room add poster text;
                        -- slipway:allow rewrite/table nobody works at night
                        --   slipway:allow   data/dropped-column   it was never filled

                        alter table room alter id type bigint,
                            drop column code;
                        """);

        assertThat(Allowance.of(set, List.of("2")))
                .containsExactly(
                        new Allowance("2_a.sql", 5, "rewrite/table", "nobody works at night"),
                        new Allowance("2_a.sql", 5, "data/dropped-column", "it was never filled"));
        assertThat(Allowance.of(set, List.of("3"))).isEmpty();
    }

    @Test
    void a_rule_that_is_not_known_is_an_error_of_the_file() throws Exception {
        var set = set("-- slipway:allow rewrite/tabel why not\nselect 1;\n");

        assertThatThrownBy(() -> Allowance.of(set, List.of("2")))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageStartingWith(
                        "2_a.sql:1: 'rewrite/tabel' is no rule that slipway:allow knows; there is"
                                + " rewrite/table, lock/index-not-concurrent");
    }

    @Test
    void a_reason_is_not_left_out() throws Exception {
        var set = set("select 1;\n-- slipway:allow rewrite/table\nselect 1;\n");

        assertThatThrownBy(() -> Allowance.of(set, List.of("2")))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessage(
                        "2_a.sql:2: slipway:allow rewrite/table gives no reason; write it behind the"
                                + " rule");
    }

    @Test
    void there_is_a_statement_below_it() throws Exception {
        var set = set("select 1;\n-- slipway:allow rewrite/table late\n");

        assertThatThrownBy(() -> Allowance.of(set, List.of("2")))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("has no statement below it");
    }

    private MigrationSet set(String sql) throws IOException {
        Files.writeString(folder.resolve("2_a.sql"), sql);
        return MigrationSet.of(Formats.SQLX, folder);
    }
}
