package dev.slipway.engine.rehearse;

import java.time.Duration;
import java.util.Locale;

/// How a rehearsal writes lengths of time.
final class Span {

    private Span() {}

    /// To the microsecond, for programs.
    static double milliseconds(Duration span) {
        long microseconds = span.toNanos() / 1_000;
        return microseconds / 1_000.0;
    }

    /// `0.4 ms`, `12 ms`, `2.3 s`, `4 min 10 s`.
    static String text(Duration span) {
        double ms = milliseconds(span);
        if (ms < 10) {
            return String.format(Locale.ROOT, "%.1f ms", ms);
        }
        if (ms < 1_000) {
            return Math.round(ms) + " ms";
        }
        if (ms < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1_000);
        }
        return span.toMinutes() + " min " + span.toSecondsPart() + " s";
    }
}
