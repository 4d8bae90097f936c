package dev.slipway.engine.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaysBackTest {

    private static final Optional<DrilledBackup> BACKUP =
            Optional.of(
                    new DrilledBackup(
                            "before-1.1.0.dump",
                            OffsetDateTime.parse("2026-03-01T10:00:00Z"),
                            Duration.ofMillis(12_340)));

    private static final Optional<DrilledBackup> NO_BACKUP = Optional.empty();

    private static final OldCode WORKS = new OldCode.Works(42, List.of("It is behind."));
    private static final OldCode BREAKS = new OldCode.Breaks(2, "rooms.sql:3");
    private static final OldCode UNKNOWN = new OldCode.Unknown("its SQL was not given");

    @Test
    void code_only_when_the_old_sql_works() {
        var ways = ways(2, WORKS, NO_BACKUP);

        assertThat(ways.recommended().word()).isEqualTo("code-only");
        assertThat(ways.recommended().proof().sentence())
                .isEqualTo("works: 42 statements of 1.0.0 planned on the new schema as before");
        assertThat(ways.afterHalfAnHour()).isEmpty();
        assertThat(ways.advice()).isEqualTo("Way back: code only.");
    }

    @Test
    void code_only_when_nothing_is_pending_whatever_is_known_of_the_sql() {
        assertThat(ways(0, UNKNOWN, NO_BACKUP).recommended()).isInstanceOf(WayBack.CodeOnly.class);
        assertThat(ways(0, BREAKS, BACKUP).recommended()).isInstanceOf(WayBack.CodeOnly.class);
    }

    @Test
    void forward_fix_and_then_the_backup_when_the_old_sql_breaks() {
        var ways = ways(1, BREAKS, BACKUP);

        assertThat(ways.recommended().word()).isEqualTo("forward-fix");
        assertThat(ways.afterHalfAnHour().map(WayBack::word)).contains("restore");
        assertThat(ways.advice())
                .isEqualTo("Way back: a forward fix; if it takes longer than 30 minutes, restore.");
        assertThat(ways.ways().getFirst().proof().sentence())
                .isEqualTo(
                        "does not work because 2 statements of 1.0.0 no longer work, such as"
                                + " rooms.sql:3");
    }

    @Test
    void forward_fix_and_nothing_proven_without_a_drilled_backup() {
        var ways = ways(1, BREAKS, NO_BACKUP);

        assertThat(ways.recommended()).isInstanceOf(WayBack.ForwardFix.class);
        assertThat(ways.afterHalfAnHour()).isEmpty();
        assertThat(ways.advice()).isEqualTo("Way back: a forward fix; no other way is proven.");
    }

    @Test
    void what_code_only_still_needs_is_told_with_it() {
        assertThat(ways(2, WORKS, NO_BACKUP).recommended().toJson().pretty())
                .contains("\"caveats\"", "It is behind.");
        assertThat(ways(0, WORKS, NO_BACKUP).recommended().toJson().pretty())
                .doesNotContain("caveats");
    }

    @Test
    void old_sql_that_depends_on_its_values_proves_nothing() {
        var ways = ways(1, new OldCode.AtRisk(1, 42, "rooms.sql:3 on room_seats"), BACKUP);

        assertThat(ways.recommended()).isInstanceOf(WayBack.ForwardFix.class);
        assertThat(ways.ways().getFirst().proof())
                .isEqualTo(
                        new Proof.NotProven(
                                "1 of 42 statements of 1.0.0 depends on values, such as rooms.sql:3"
                                        + " on room_seats"));
    }

    @Test
    void sql_that_nobody_gave_proves_nothing() {
        var ways = ways(1, UNKNOWN, BACKUP);

        assertThat(ways.recommended()).isInstanceOf(WayBack.ForwardFix.class);
        assertThat(ways.afterHalfAnHour().map(WayBack::word)).contains("restore");
        assertThat(ways.ways().getFirst().proof())
                .isEqualTo(new Proof.NotProven("its SQL was not given"));
    }

    @Test
    void a_wrong_secret_is_put_back_whatever_else_there_is() {
        var seen = new Observations("1.0.0", 1, WORKS, BACKUP, true);

        assertThat(WaysBack.of(seen).recommended()).isInstanceOf(WayBack.RestoreSecret.class);
        assertThat(WaysBack.of(seen).ways()).hasSize(5);
    }

    @Test
    void ways_stand_in_the_order_of_preference() {
        assertThat(ways(1, WORKS, BACKUP).ways())
                .extracting(WayBack::word)
                .containsExactly("code-only", "forward-fix", "down-and-code", "restore");
        assertThat(WayBack.class.getPermittedSubclasses()).hasSize(5);
        assertThat(Proof.class.getPermittedSubclasses()).hasSize(5);
    }

    @Test
    void a_down_that_was_not_rehearsed_is_not_counted_on() {
        var down = ways(1, BREAKS, BACKUP).ways().get(2).proof();

        assertThat(down.proven()).isFalse();
        assertThat(down.word()).isEqualTo("not proven");
    }

    @Test
    void a_down_that_destroys_what_was_there_before_comes_after_the_backup() {
        var destroys = new DownScripts.LoseData("what 5 rows held in member.seen_at", "it ran");
        var takesAway = new DownScripts.LoseNewData("what the new version writes", "it ran");

        assertThat(afterTheFix(destroys, BACKUP)).contains("restore");
        assertThat(afterTheFix(destroys, NO_BACKUP)).contains("down-and-code");
        assertThat(afterTheFix(takesAway, BACKUP)).contains("down-and-code");
    }

    @Test
    void programs_read_the_same() {
        assertThat(ways(1, BREAKS, BACKUP).toJson().pretty())
                .isEqualTo(
                        """
                        {
                          "ways_back": [
                            {
                              "way": "code-only",
                              "status": "does not work",
                              "because": "2 statements of 1.0.0 no longer work, such as rooms.sql:3"
                            },
                            {
                              "way": "forward-fix",
                              "status": "open",
                              "evidence": "nobody can observe a fix that is not written"
                            },
                            {
                              "way": "down-and-code",
                              "status": "not proven",
                              "because": "the down scripts were not rehearsed"
                            },
                            {
                              "way": "restore",
                              "status": "works with loss",
                              "loss": "what was written after 2026-03-01 10:00:00 UTC",
                              "evidence": "before-1.1.0.dump was restored in 12.3 s and found equal"
                            }
                          ],
                          "recommended": "forward-fix",
                          "after_30_minutes": "restore"
                        }\
                        """);
    }

    private static WaysBack ways(int pending, OldCode code, Optional<DrilledBackup> backup) {
        return WaysBack.of(new Observations("1.0.0", pending, code, backup, false));
    }

    private static Optional<String> afterTheFix(DownScripts downs, Optional<DrilledBackup> backup) {
        var seen = new Observations("1.0.0", 1, BREAKS, downs, backup, false);
        return WaysBack.of(seen).afterHalfAnHour().map(WayBack::word);
    }
}
