package dev.slipway.engine.deploy;

import dev.slipway.report.Json;
import java.time.Duration;

/// How the old process of an instance ended.
public sealed interface Drain {

    /// It ended by itself after it was asked to.
    record Drained(Duration took) implements Drain {}

    /// It did not end in time and was killed; what it still had is lost.
    record Killed(Duration after) implements Drain {}

    /// There was none any more; if there had been one, nobody watched it end.
    record Gone() implements Drain {}

    default Json.Obj toJson() {
        return switch (this) {
            case Drained(var took) ->
                    Json.object().put("drained", true).put("seconds", seconds(took));
            case Killed(var after) ->
                    Json.object().put("drained", false).put("killed_after_seconds", seconds(after));
            case Gone _ -> Json.object().put("observed", false);
        };
    }

    default String words() {
        return switch (this) {
            case Drained(var took) -> "drained in " + seconds(took) + " s";
            case Killed(var after) -> "did not drain, killed after " + seconds(after) + " s";
            case Gone _ -> "was not running";
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
