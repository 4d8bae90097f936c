package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Finding;
import dev.slipway.report.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HazardsTest {

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
                        org.assertj.core.groups.Tuple.tuple(
                                "lock/blocks-writes", "stops writes to public.room for 2.0 s"));
        assertThat(findings(LockMode.ACCESS_EXCLUSIVE, 2_000))
                .extracting(Finding::rule)
                .containsExactly("lock/blocks-reads");
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
                        List.of(new HeldLock("public.room", mode, held)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0);
        return new Hazards(statement).findings();
    }
}
