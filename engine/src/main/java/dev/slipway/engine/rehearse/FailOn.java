package dev.slipway.engine.rehearse;

import dev.slipway.report.Severity;

/// From which finding on a rehearsal stands in the way of a release.
public enum FailOn {
    /// Only what is certain to do harm: a migration that fails, an old version that breaks.
    BLOCKER,
    /// That, and what was seen to hurt.
    ERROR,
    /// That, and what may hurt.
    WARNING,
    /// Any finding at all.
    NOTE;

    /// Whether something that was observed, and is no blocker by itself, stands in the way.
    boolean blocks(Severity severity) {
        return switch (this) {
            case BLOCKER -> false;
            case ERROR -> severity == Severity.ERROR;
            case WARNING -> severity != Severity.NOTE;
            case NOTE -> true;
        };
    }
}
