package dev.slipway.engine.ledger;

import java.util.Locale;

/// Which way a release goes.
public enum Direction {
    /// To a version that was not there before.
    FORWARD,
    /// To the version that another release came from.
    BACK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Direction of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
