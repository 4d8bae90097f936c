package dev.slipway.report;

import java.time.Duration;

/// A stretch of a [Lane], from the beginning of the time line.
///
/// @param what went on, in a few words
/// @param cause where that comes from, such as a line of a file
public record Stretch(Duration from, Duration to, String what, String cause, Tone tone) {

    public Stretch {
        if (from.isNegative() || to.compareTo(from) < 0) {
            throw new IllegalArgumentException("no stretch of time: " + from + " to " + to);
        }
    }

    public Duration length() {
        return to.minus(from);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("from_ms", Elapsed.milliseconds(from))
                .put("to_ms", Elapsed.milliseconds(to))
                .put("what", what)
                .put("cause", cause)
                .put("tone", tone.word());
    }
}
