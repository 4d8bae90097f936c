package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.migrate.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FreshDatabases.class)
class SourceTest {

    private static final Source BUSY =
            new Source(List.of(new Source.Table("public.room", 50 << 20, 200, 1_000)));

    @Test
    void a_lock_is_told_in_requests_where_the_rates_are_known() {
        var held = Duration.ofMillis(2_300);

        assertThat(BUSY.waiting("public.room", LockMode.SHARE, held))
                .isEqualTo(": about 460 requests wait");
        assertThat(BUSY.waiting("public.room", LockMode.ACCESS_EXCLUSIVE, held))
                .isEqualTo(": about 2760 requests wait");
        assertThat(BUSY.waiting("public.room", LockMode.SHARE, Duration.ofMillis(5)))
                .isEqualTo(": about 1 request waits");
        assertThat(BUSY.waiting("public.seat", LockMode.SHARE, held)).isEmpty();
        assertThat(Source.UNKNOWN.waiting("public.room", LockMode.SHARE, held)).isEmpty();
    }

    @Test
    void a_copy_without_the_rows_does_not_say_how_long_it_takes() {
        assertThat(BUSY.timed("public.room", 0)).isFalse();
        assertThat(BUSY.timed("public.room", 40 << 20)).isTrue();
        assertThat(BUSY.timed("public.seat", 40 << 20)).isFalse();
    }

    @Test
    void sizes_and_rates_are_those_that_the_server_counts(DatabaseUrl url) throws Exception {
        try (var connection = url.connect("test");
                var statement = connection.createStatement()) {
            statement.execute("create table \"Odd Room\" (id int primary key, note text)");
            statement.execute(
                    "insert into \"Odd Room\" select i, repeat('x', 100) from generate_series(1, 9000) i");
            statement.execute("analyze \"Odd Room\"");
            statement.execute("select pg_stat_force_next_flush()");
        }

        assertThat(Source.read(url).table("public.\"Odd Room\""))
                .hasValueSatisfying(table -> {
                    assertThat(table.bytes()).isGreaterThan(9_000 * 100);
                    assertThat(table.writesPerSecond()).isPositive();
                });
    }
}
