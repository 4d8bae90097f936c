package dev.slipway.report;

import java.time.Duration;

/// How much of a whole something is.
final class Share {

    private Share() {}

    /// From 0 to 1; 0 of nothing.
    static double of(Duration part, Duration whole) {
        return whole.isZero() ? 0 : Math.min(1, (double) part.toNanos() / whole.toNanos());
    }
}
