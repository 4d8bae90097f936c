package dev.slipway.engine.ledger;

import java.time.Duration;

/// How long a lease lasts, and how long to ask for one.
///
/// @param lasts how long a holder may be silent before another may supersede it
/// @param patience how long to go on asking: the session of a process that was killed a moment ago
///   needs a few milliseconds to end
public record LeaseTerms(Duration lasts, Duration patience) {

    /// Fit for people: a hung conductor is superseded after 15 seconds.
    public static final LeaseTerms USUAL =
            new LeaseTerms(Duration.ofSeconds(15), Duration.ofSeconds(2));

    private static final int RENEWALS = 3;

    public LeaseTerms {
        if (lasts.toMillis() < RENEWALS) {
            throw new IllegalArgumentException(
                    "a lease of " + lasts + " cannot be renewed in time");
        }
    }

    Duration renewal() {
        return lasts.dividedBy(RENEWALS);
    }
}
