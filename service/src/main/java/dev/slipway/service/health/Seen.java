package dev.slipway.service.health;

import dev.slipway.report.Json;
import java.time.Duration;
import java.util.Optional;

/// What one look at a dependency showed.
///
/// @param wrong why it is not there; empty if it is
/// @param at when, as `System.nanoTime()` has it
record Seen(String name, Optional<String> wrong, Duration took, long at) {

    boolean isUp() {
        return wrong.isEmpty();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - at);
    }

    Json.Obj toJson() {
        var json =
                Json.object()
                        .put("name", name)
                        .put("state", isUp() ? "up" : "down")
                        .put("took_ms", took.toMillis())
                        .put("age_ms", age().toMillis());
        return wrong.map(why -> json.put("error", why)).orElse(json);
    }
}
