package dev.slipway.matinee.web;

import dev.slipway.report.Json;
import java.time.Duration;
import java.time.Instant;

/// What runs live in a room: a frame every 200 ms.
///
/// The number of a frame says when it is shown, and number and room say what is on it. So every
/// instance shows the same, and one can go on where another ended.
record Programme(long room) {

    static final Duration EVERY = Duration.ofMillis(200);

    /// The reel, again and again.
    private static final long LENGTH_MS = Reel.LENGTH.toMillis();

    /// So that not every room is at the same place.
    private static final long APART_MS = 7_919;

    static long newest(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), EVERY.toMillis());
    }

    static Instant due(long frame) {
        return Instant.ofEpochMilli(frame * EVERY.toMillis());
    }

    Json frame(long number) {
        var position = (number * EVERY.toMillis() + room % LENGTH_MS * APART_MS) % LENGTH_MS;
        return Json.object().put("frame", number).put("position_ms", position);
    }
}
