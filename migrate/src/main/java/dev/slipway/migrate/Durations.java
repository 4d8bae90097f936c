package dev.slipway.migrate;

import java.time.Duration;

/// Writes a time as a person would say it.
final class Durations {

    private Durations() {}

    static String words(Duration time) {
        if (time.toMinutes() >= 2) {
            return time.toMinutes() + " min";
        }
        return time.toSeconds() >= 2 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
