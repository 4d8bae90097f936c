package dev.slipway.engine.start;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How it went to start a version and to make its checks. What it said is redacted.
public sealed interface StartOutcome {

    /// It became ready, every check passed, and it still ran afterwards.
    record Worked(Duration ready, List<CheckRun> checks) implements StartOutcome {
        public Worked {
            checks = List.copyOf(checks);
        }
    }

    /// It became ready, and at least one check did not pass.
    record CheckFailed(Duration ready, List<CheckRun> checks, List<String> lastLines)
            implements StartOutcome {
        public CheckFailed {
            checks = List.copyOf(checks);
            lastLines = List.copyOf(lastLines);
        }
    }

    /// It became ready, and ended while the checks were made.
    record Died(Duration ready, List<CheckRun> checks, int exit, List<String> lastLines)
            implements StartOutcome {
        public Died {
            checks = List.copyOf(checks);
            lastLines = List.copyOf(lastLines);
        }
    }

    /// It did not become ready.
    ///
    /// @param why what it did instead, to stand behind its name
    /// @param exit its exit code, where it ended by itself
    record NotReady(String why, OptionalInt exit, List<String> lastLines) implements StartOutcome {
        public NotReady {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// As JSON names it.
    default String word() {
        return switch (this) {
            case Worked _ -> "worked";
            case CheckFailed _ -> "check failed";
            case Died _ -> "died";
            case NotReady _ -> "not ready";
        };
    }

    /// How long it took to become ready; empty where it did not.
    default Optional<Duration> readyAfter() {
        return switch (this) {
            case Worked(var ready, _) -> Optional.of(ready);
            case CheckFailed(var ready, _, _) -> Optional.of(ready);
            case Died(var ready, _, _, _) -> Optional.of(ready);
            case NotReady _ -> Optional.empty();
        };
    }

    /// What was made of the checks, in their order; none where it did not become ready.
    default List<CheckRun> checks() {
        return switch (this) {
            case Worked(_, var checks) -> checks;
            case CheckFailed(_, var checks, _) -> checks;
            case Died(_, var checks, _, _) -> checks;
            case NotReady _ -> List.of();
        };
    }

    /// The end of what it said, where that may say what is wrong.
    default List<String> lastLines() {
        return switch (this) {
            case Worked _ -> List.of();
            case CheckFailed(_, _, var lines) -> lines;
            case Died(_, _, _, var lines) -> lines;
            case NotReady(_, _, var lines) -> lines;
        };
    }
}
