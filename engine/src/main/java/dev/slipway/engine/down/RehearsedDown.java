package dev.slipway.engine.down;

import dev.slipway.report.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was seen of taking one migration back.
///
/// @param migration the name of its file
/// @param drops tables and columns that the migration made and its script takes away again: what
///   the new version writes there is lost
/// @param took the script
/// @param compared finding out what was lost
public record RehearsedDown(
        String migration,
        DownVerdict verdict,
        List<String> drops,
        Duration took,
        Duration compared) {

    public RehearsedDown {
        drops = List.copyOf(drops);
    }

    /// The same, with a verdict that was found later.
    RehearsedDown instead(DownVerdict later) {
        return new RehearsedDown(migration, later, drops, took, compared);
    }

    /// What was seen, to stand behind "because" or in a list.
    String sentence() {
        return migration + " " + said();
    }

    /// The same, where the name of the file stands beside it.
    String said() {
        return switch (verdict) {
            case DownVerdict.Lossless _ -> "is taken back, and everything is as before";
            case DownVerdict.Lossy(var losses, _) -> "loses " + joined(losses, Damage::text);
            case DownVerdict.Leftover(var remnants) ->
                    "is taken back, but " + joined(remnants, Remnant::text);
            case DownVerdict.None _ -> "has no down script";
            case DownVerdict.Fails(var line, var error, var once) ->
                    "has a down script that fails%s%s: %s"
                            .formatted(
                                    line > 0 ? " at line " + line : "",
                                    once.map(data -> " once " + data).orElse(""),
                                    error.replaceAll("\\s+", " "));
        };
    }

    /// Everything there is to say, one thing a line.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s: %s: %s".formatted(migration, verdict.word(), said()));
        if (verdict instanceof DownVerdict.Lossy(_, var remnants)) {
            remnants.forEach(remnant -> lines.add("  also, " + remnant.text()));
        }
        drops.forEach(place -> lines.add("  takes away what the new version writes to " + place));
        return lines;
    }

    private static <T> String joined(List<T> all, Function<T, String> text) {
        return all.stream().map(text).collect(Collectors.joining(", "));
    }

    static RehearsedDown without(String migration) {
        return new RehearsedDown(
                migration, new DownVerdict.None(), List.of(), Duration.ZERO, Duration.ZERO);
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("migration", migration)
                .putAll(verdict.toJson())
                .put("drops", Json.strings(drops))
                .put("duration_ms", took.toMillis())
                .put("compared_ms", compared.toMillis());
    }
}
