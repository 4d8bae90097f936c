package dev.slipway.engine.ledger;

import java.util.Locale;

/// How far a step is.
public enum StepState {
    /// Nobody has begun it.
    PENDING,
    /// Somebody began it; whether they live is for the lease to say.
    RUNNING,
    /// It is done, and its evidence is in the record.
    DONE,
    /// It judged, and what it found stands in the way.
    BLOCKED,
    /// It could not be done.
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
