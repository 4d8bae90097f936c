package dev.slipway.engine.ledger;

import java.util.Locale;

/// How far a release is.
public enum ReleaseState {
    /// Something is still to be done.
    OPEN,
    /// Every step is done.
    DONE,
    /// A gate stands in the way; nothing after it ran.
    BLOCKED,
    /// A step could not be done; nothing after it ran.
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReleaseState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
