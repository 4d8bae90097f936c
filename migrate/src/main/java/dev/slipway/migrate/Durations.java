package dev.slipway.migrate;

import java.time.Duration;
import java.util.Locale;

/// Writes a time as a person would say it.
final class Durations {

    private Durations() {}

    /// What something took: to a millisecond below a second, to a tenth of a second above.
    static String took(Duration time) {
        return time.toSeconds() < 1
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    static String words(Duration time) {
        if (time.toMinutes() >= 2) {
            return time.toMinutes() + " min";
        }
        return time.toSeconds() >= 2 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
