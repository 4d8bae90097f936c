package dev.slipway.report;

import java.time.Duration;
import java.util.Locale;

/// How reports write lengths of time.
public final class Elapsed {

    private Elapsed() {}

    /// To the microsecond, for programs.
    public static double milliseconds(Duration length) {
        long microseconds = length.toNanos() / 1_000;
        return microseconds / 1_000.0;
    }

    /// `0.4 ms`, `12 ms`, `2.3 s`, `4 min 10 s`.
    public static String text(Duration length) {
        double ms = milliseconds(length);
        if (ms < 10) {
            return String.format(Locale.ROOT, "%.1f ms", ms);
        }
        if (ms < 1_000) {
            return Math.round(ms) + " ms";
        }
        if (ms < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1_000);
        }
        return length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }
}
