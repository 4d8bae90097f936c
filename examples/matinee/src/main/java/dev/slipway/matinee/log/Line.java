package dev.slipway.matinee.log;

import dev.slipway.report.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One line of a log.
///
/// @param level `INFO`, `WARN` or `ERROR`
/// @param source who says it: an instance, or a part of a library
/// @param event what happened, the same text each time
/// @param fields what else there is to say of it
public record Line(Instant time, String level, Json.Obj source, String event, Json.Obj fields) {

    @Override
    public String toString() {
        return Json.object()
                .put("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("level", level)
                .putAll(source)
                .put("event", event)
                .putAll(fields)
                .compact();
    }

    /// An instance as the source of lines.
    public static Json.Obj source(String instance, String version) {
        return Json.object().put("instance", instance).put("version", version);
    }
}
