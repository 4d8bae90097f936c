package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.rollback.OldCode;
import dev.slipway.engine.start.CheckRun;
import dev.slipway.engine.start.Side;
import dev.slipway.engine.start.StartOutcome;
import dev.slipway.engine.start.Started;
import dev.slipway.migrate.format.Formats;
import dev.slipway.report.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StartsTest {

    private static final Duration TIME = Duration.ofMillis(1_234);
    private static final CheckRun PASSED = check(0);
    private static final CheckRun FAILED = check(1);

    private static final StartOutcome WORKED =
            new StartOutcome.Worked(TIME, List.of(PASSED, PASSED));

    @Test
    void what_ends_while_its_checks_are_made_does_not_work_there() {
        var died = new StartOutcome.Died(TIME, List.of(PASSED, FAILED), 139, List.of("core"));

        var starts = starts(WORKED, died);

        assertThat(starts.judged())
                .isEqualTo(
                        new OldStart.Fails(
                                "ended with exit code 139 while the checks were made on the new"
                                        + " schema, and runs on the old one"));
        assertThat(new StartFindings(starts, "1.0.0").findings())
                .singleElement()
                .returns("compat/ended", Finding::rule)
                .extracting(Finding::evidence)
                .isEqualTo(
                        "ready after 1.2 s, 1 check passed, 1 check failed, and it ended with exit"
                                + " code 139 meanwhile\ncore");
    }

    @Test
    void what_ends_on_the_old_schema_too_is_nothing_to_measure_by() {
        var died = new StartOutcome.Died(TIME, List.of(), 1, List.of());

        assertThat(Starts.isControl(died)).isFalse();
        assertThat(
                        code(
                                new Starts(
                                        Optional.of(on(Side.OLD, died)),
                                        Optional.empty(),
                                        Optional.empty())))
                .isInstanceOf(OldCode.Unknown.class);
    }

    @Test
    void only_what_passed_before_and_does_not_now_is_broken() {
        var before = new StartOutcome.CheckFailed(TIME, List.of(PASSED, FAILED, FAILED), List.of());
        var after = new StartOutcome.CheckFailed(TIME, List.of(FAILED, FAILED, PASSED), List.of());

        var starts = starts(before, after);

        assertThat(starts.broken()).hasSize(1);
        assertThat(starts.failingBefore()).hasSize(1);
        assertThat(code(starts)).isInstanceOf(OldCode.DoesNotRun.class);
    }

    @Test
    void checks_that_never_passed_prove_nothing() {
        var failed = new StartOutcome.CheckFailed(TIME, List.of(FAILED), List.of());

        assertThat(code(starts(failed, failed)))
                .isEqualTo(
                        new OldCode.Unknown(
                                "1.0.0 starts on the new schema (ready after 1.2 s), and no check"
                                        + " says whether it works there"));
    }

    private static OldCode code(Starts starts) {
        return new OldCodeSeen(Optional.empty(), starts, "1.0.0", Formats.SQLX).oldCode();
    }

    private static Starts starts(StartOutcome control, StartOutcome old) {
        return new Starts(
                Optional.of(on(Side.OLD, control)),
                Optional.of(on(Side.NEW, old)),
                Optional.empty());
    }

    private static Started on(Side schema, StartOutcome outcome) {
        return new Started(Side.OLD, schema, outcome);
    }

    private static CheckRun check(int exit) {
        return new CheckRun("./smoke.sh", OptionalInt.of(exit), TIME, List.of());
    }
}
