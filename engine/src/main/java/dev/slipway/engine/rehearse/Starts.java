package dev.slipway.engine.rehearse;

import dev.slipway.engine.start.CheckRun;
import dev.slipway.engine.start.StartOutcome;
import dev.slipway.engine.start.Started;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The versions that were started, each on a twin of its own. Pure.
///
/// @param control the old version on the old schema
/// @param old the old version on the new schema; empty where the control did not run
/// @param next the new version on the new schema
public record Starts(Optional<Started> control, Optional<Started> old, Optional<Started> next) {

    static final Starts NONE = new Starts(Optional.empty(), Optional.empty(), Optional.empty());

    List<Started> all() {
        return Stream.of(control, old, next).flatMap(Optional::stream).toList();
    }

    Starts with(Started newVersion) {
        return new Starts(control, old, Optional.of(newVersion));
    }

    /// Whether the new version is seen to work: it started, and passed a check at least.
    boolean proveTheNewVersion() {
        return next.filter(started ->
                        started.outcome() instanceof StartOutcome.Worked(_, var checks)
                                && !checks.isEmpty())
                .isPresent();
    }

    /// Whether what the old version does on the new schema can be measured by what it did before.
    static boolean isControl(StartOutcome outcome) {
        return switch (outcome) {
            case StartOutcome.Worked _, StartOutcome.CheckFailed _ -> true;
            case StartOutcome.Died _, StartOutcome.NotReady _ -> false;
        };
    }

    OldStart judged() {
        if (control.isEmpty()) {
            return new OldStart.NotTried();
        }
        if (old.isEmpty()) {
            return new OldStart.NoControl(ended(control.get()));
        }
        return switch (old.get().outcome()) {
            case StartOutcome.NotReady _, StartOutcome.Died _ ->
                    new OldStart.Fails(
                            ended(old.get()) + " on the new schema, and runs on the old one");
            case StartOutcome.Worked _, StartOutcome.CheckFailed _ -> ready(old.get());
        };
    }

    private OldStart ready(Started started) {
        var broken = broken();
        if (!broken.isEmpty()) {
            return new OldStart.Fails(
                    "fails %s on the new schema and not on the old one, such as %s"
                            .formatted(Started.checks(broken.size()), broken.getFirst().command()));
        }
        int passed = (int) started.outcome().checks().stream().filter(CheckRun::passed).count();
        return passed == 0
                ? new OldStart.Starts(started.ready())
                : new OldStart.Works(
                        "%s, %s passed".formatted(started.ready(), Started.checks(passed)));
    }

    private static String ended(Started started) {
        return switch (started.outcome()) {
            case StartOutcome.NotReady(var why, _, _) -> why;
            case StartOutcome.Died(_, _, var exit, _) ->
                    "ended with exit code %d while the checks were made".formatted(exit);
            case StartOutcome.Worked _, StartOutcome.CheckFailed _ -> started.sentence();
        };
    }

    /// Checks that the old version passed on the old schema and not on the new one.
    List<CheckRun> broken() {
        return afterPassing(true);
    }

    /// Checks that it did not pass on the old schema either, and that are not counted.
    List<CheckRun> failingBefore() {
        return afterPassing(false);
    }

    private List<CheckRun> afterPassing(boolean passed) {
        var before = control.map(it -> it.outcome().checks()).orElse(List.of());
        var after = old.map(it -> it.outcome().checks()).orElse(List.of());
        return IntStream.range(0, Math.min(before.size(), after.size()))
                .filter(i -> before.get(i).passed() == passed && !after.get(i).passed())
                .mapToObj(after::get)
                .toList();
    }
}
