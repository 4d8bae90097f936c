package dev.slipway.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrentTest {

    @Test
    void an_index_has_a_name_or_none_and_a_table() {
        assertThat(Concurrent.of("create index concurrently a on t (x)"))
                .isEqualTo(new Concurrent.CreateIndex(Optional.of("a"), "t"));
        assertThat(
                        Concurrent.of(
                                "CREATE UNIQUE INDEX -- by day\n CONCURRENTLY IF NOT EXISTS \"On\" ON"
                                        + " ONLY \"My App\" . \"a\"\"b\" USING btree (x)"))
                .isEqualTo(
                        new Concurrent.CreateIndex(Optional.of("\"On\""), "\"My App\".\"a\"\"b\""));
        assertThat(Concurrent.of("create index concurrently on s.t(x)"))
                .isEqualTo(new Concurrent.CreateIndex(Optional.empty(), "s.t"));
    }

    @Test
    void indexes_are_dropped_by_name() {
        assertThat(Concurrent.of("drop index concurrently if exists a, s.\"B\" restrict"))
                .isEqualTo(new Concurrent.DropIndex(List.of("a", "s.\"B\"")));
    }

    @Test
    void an_index_or_a_table_is_indexed_anew() {
        assertThat(Concurrent.of("reindex index concurrently a"))
                .isEqualTo(new Concurrent.ReindexIndex("a"));
        assertThat(Concurrent.of("reindex (verbose, concurrently) table s.t"))
                .isEqualTo(new Concurrent.ReindexTable("s.t"));
        assertThat(Concurrent.of("reindex (verbose) table concurrently t"))
                .isEqualTo(new Concurrent.ReindexTable("t"));
    }

    @Test
    void a_partition_is_detached() {
        var detach = new Concurrent.Detach("s.t", "\"P\"");
        assertThat(
                        Concurrent.of(
                                "alter table if exists only s.t detach partition \"P\" concurrently"))
                .isEqualTo(detach);
        assertThat(detach.finalizing())
                .isEqualTo("alter table s.t detach partition \"P\" finalize");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "create index a on t (x)",
                "create index concurrently",
                "drop index a",
                "reindex table t",
                "alter table t detach partition p",
                "alter table t detach partition p finalize",
                "vacuum t",
                "create table \"index concurrently on\" ()",
            })
    void everything_else_is_not_read(String sql) {
        assertThat(Concurrent.of(sql)).isEqualTo(new Concurrent.Other());
    }
}
