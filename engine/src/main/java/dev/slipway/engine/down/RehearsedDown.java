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
/// @param onNewData whether it was seen what becomes of rows that the new version wrote
public record RehearsedDown(
        String migration,
        DownVerdict verdict,
        List<String> drops,
        Duration took,
        Duration compared,
        boolean onNewData) {

    public RehearsedDown {
        drops = List.copyOf(drops);
    }

    /// The same, with a verdict that was found later.
    RehearsedDown instead(DownVerdict later) {
        return new RehearsedDown(migration, later, drops, took, compared, onNewData);
    }

    /// The same, where the new version has written; of one that fails on other data, that is all
    /// there is to say.
    RehearsedDown onNewData(List<Damage> lost) {
        return verdict instanceof DownVerdict.Fails
                ? this
                : new RehearsedDown(migration, verdict.losing(lost), drops, took, compared, true);
    }

    /// What is lost of what the new version was seen to write.
    List<Damage> written() {
        return verdict instanceof DownVerdict.Lossy(_, var written, _) ? written : List.of();
    }

    /// What the script takes away without anybody having seen the new version write to it.
    List<String> unwrittenDrops() {
        return drops.stream().filter(place -> !isTold(place)).toList();
    }

    private boolean isTold(String drop) {
        return written().stream()
                .anyMatch(loss ->
                        drop.equals("table " + loss.place())
                                || drop.equals("column " + loss.place()));
    }

    /// What was seen, to stand behind "because" or in a list.
    String sentence() {
        return migration + " " + said();
    }

    /// The same, where the name of the file stands beside it.
    String said() {
        return switch (verdict) {
            case DownVerdict.Lossless _ -> "is taken back, and everything is as before";
            case DownVerdict.Lossy(var losses, var written, _) -> loses(losses, written);
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

    private static String loses(List<Damage> losses, List<Damage> written) {
        var fresh = joined(written, Damage::text);
        if (losses.isEmpty()) {
            return "loses nothing that was there before; what the new version wrote is lost: "
                    + fresh;
        }
        return "loses "
                + joined(losses, Damage::text)
                + (written.isEmpty() ? "" : "; what the new version wrote is lost, too: " + fresh);
    }

    /// Everything there is to say, one thing a line.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s: %s: %s".formatted(migration, verdict.word(), said()));
        if (verdict instanceof DownVerdict.Lossy(_, _, var remnants)) {
            remnants.forEach(remnant -> lines.add("  also, " + remnant.text()));
        }
        if (onNewData && written().isEmpty()) {
            lines.add("  of what the new version wrote, nothing was seen to be lost");
        }
        unwrittenDrops()
                .forEach(
                        place -> lines.add("  takes away what the new version writes to " + place));
        return lines;
    }

    private static <T> String joined(List<T> all, Function<T, String> text) {
        return all.stream().map(text).collect(Collectors.joining(", "));
    }

    static RehearsedDown without(String migration) {
        return new RehearsedDown(
                migration, new DownVerdict.None(), List.of(), Duration.ZERO, Duration.ZERO, false);
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("migration", migration)
                .putAll(verdict.toJson())
                .put("drops", Json.strings(drops))
                .put("on_new_data", onNewData)
                .put("duration_ms", took.toMillis())
                .put("compared_ms", compared.toMillis());
    }
}
