package dev.slipway.engine.start;

import dev.slipway.report.Json;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// How one check ended.
///
/// @param exit its exit code; empty when it did not end in its time
/// @param lastLines of what it said, redacted
public record CheckRun(String command, OptionalInt exit, Duration took, List<String> lastLines) {

    public CheckRun {
        lastLines = List.copyOf(lastLines);
    }

    public boolean passed() {
        return exit.isPresent() && exit.getAsInt() == 0;
    }

    /// How it ended, to stand behind its command.
    public String ending() {
        return exit.isPresent()
                ? "ended with exit code " + exit.getAsInt()
                : "did not end within " + took.toSeconds() + " s";
    }

    Json.Obj toJson() {
        var json = Json.object().put("command", command);
        return (exit.isPresent() ? json.put("exit", exit.getAsInt()) : json.putNull("exit"))
                .put("ms", took.toMillis());
    }
}
