package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.report.Finding;
import dev.slipway.report.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HazardsTest {

    /// Where what takes no time on the copy takes none.
    private static final Source SMALL =
            new Source(List.of(new Source.Table("public.room", 8_192, 0, 0)));

    @Test
    void a_short_lock_is_no_finding() {
        assertThat(findings(LockMode.ACCESS_EXCLUSIVE, 99)).isEmpty();
    }

    @Test
    void how_long_it_is_held_is_how_much_it_matters() {
        assertThat(findings(LockMode.ACCESS_EXCLUSIVE, 100))
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTE);
        assertThat(findings(LockMode.ACCESS_EXCLUSIVE, 1_000))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(findings(LockMode.ACCESS_EXCLUSIVE, 10_000))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void a_lock_that_stops_nobody_is_no_finding_however_long() {
        assertThat(findings(LockMode.SHARE_UPDATE_EXCLUSIVE, 60_000)).isEmpty();
        assertThat(findings(LockMode.ROW_EXCLUSIVE, 60_000)).isEmpty();
    }

    @Test
    void what_stops_writes_is_told_from_what_stops_all() {
        assertThat(findings(LockMode.SHARE, 2_000))
                .extracting(Finding::rule, Finding::fact)
                .containsExactly(
                        tuple("lock/blocks-writes", "stops writes to public.room for 2.0 s"));
        assertThat(findings(LockMode.ACCESS_EXCLUSIVE, 2_000))
                .extracting(Finding::rule)
                .containsExactly("lock/blocks-reads");
    }

    @Test
    void a_table_with_its_indexes_and_weaker_locks_is_one_finding() {
        var found =
                findings(
                        List.of(
                                held("public.room", "public.room", LockMode.ACCESS_EXCLUSIVE),
                                held("public.room_name", "public.room", LockMode.ACCESS_EXCLUSIVE),
                                held("public.room_pkey", "public.room", LockMode.ACCESS_EXCLUSIVE),
                                held("public.room", "public.room", LockMode.SHARE)),
                        List.of("public.room"),
                        List.of("public.room_name", "public.room_pkey"),
                        0);

        assertThat(found)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.rule()).isEqualTo("rewrite/table");
                    assertThat(one.fact())
                            .isEqualTo(
                                    "stops reads and writes of public.room for 2.0 s, and writes the"
                                            + " whole of it anew");
                    assertThat(one.evidence())
                            .isEqualTo(
                                    """
                                    AccessExclusiveLock on public.room and 2 of its indexes, held to the end of the transaction
                                    its relfilenode changed; rebuilt public.room_name, public.room_pkey
                                    all rows and all indexes are written anew under that lock: the time grows with the table\
                                    """);
                });
    }

    @Test
    void an_index_that_nobody_may_read_stops_its_table() {
        var found =
                findings(
                        List.of(
                                held("public.room_pkey", "public.room", LockMode.ACCESS_EXCLUSIVE),
                                held("public.room", "public.room", LockMode.SHARE)),
                        List.of(),
                        List.of("public.room_pkey"),
                        0);

        assertThat(found)
                .extracting(Finding::rule, Finding::fact)
                .containsExactly(
                        tuple(
                                "lock/index-not-concurrent",
                                "stops reads and writes of public.room for 2.0 s, and reads the whole of"
                                        + " it to build an index"));
    }

    @Test
    void rows_that_are_changed_are_held_to_the_end() {
        var room = held("public.room", "public.room", LockMode.ROW_EXCLUSIVE);
        var member = held("public.member", "public.member", LockMode.SHARE);

        assertThat(findings(List.of(member, room), List.of(), List.of(), 7))
                .extracting(Finding::rule, Finding::fact)
                .containsExactly(
                        tuple("lock/blocks-writes", "stops writes to public.member for 2.0 s"),
                        tuple(
                                "lock/holds-rows",
                                "lets nobody else change the same rows of public.room for 2.0 s"));
    }

    @Test
    void time_is_written_as_people_say_it() {
        assertThat(Span.text(Duration.ofNanos(400_000))).isEqualTo("0.4 ms");
        assertThat(Span.text(Duration.ofMillis(12))).isEqualTo("12 ms");
        assertThat(Span.text(Duration.ofMillis(2_340))).isEqualTo("2.3 s");
        assertThat(Span.text(Duration.ofSeconds(250))).isEqualTo("4 min 10 s");
        assertThat(Span.milliseconds(Duration.ofNanos(1_234_567))).isEqualTo(1.234);
    }

    private static List<Finding> findings(LockMode mode, long heldMs) {
        var held = Duration.ofMillis(heldMs);
        var statement =
                new RehearsedStatement(
                        "2_a.sql",
                        3,
                        "alter table room …",
                        held,
                        List.of(new HeldLock("public.room", "public.room", mode, held)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0);
        return new Hazards(statement, SMALL).findings();
    }

    private static HeldLock held(String relation, String table, LockMode mode) {
        return new HeldLock(relation, table, mode, Duration.ofSeconds(2));
    }

    private static List<Finding> findings(
            List<HeldLock> locks, List<String> rewrites, List<String> rebuilds, long rows) {
        var statement =
                new RehearsedStatement(
                        "2_a.sql",
                        3,
                        "alter table room …",
                        Duration.ofSeconds(2),
                        locks,
                        rewrites,
                        List.of("public.room"),
                        List.of(),
                        rebuilds,
                        rows);
        return new Hazards(statement, SMALL).findings();
    }
}
