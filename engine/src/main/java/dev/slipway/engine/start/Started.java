package dev.slipway.engine.start;

import dev.slipway.report.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A version that was started on a copy of a schema, and how that went.
public record Started(Side version, Side schema, StartOutcome outcome) {

    /// How it went, to stand behind its name.
    public String sentence() {
        return switch (outcome) {
            case StartOutcome.Worked(var ready, var checks) -> readyAfter(ready) + counted(checks);
            case StartOutcome.CheckFailed(var ready, var checks, _) ->
                    readyAfter(ready) + counted(checks);
            case StartOutcome.Died(var ready, var checks, var exit, _) ->
                    readyAfter(ready)
                            + counted(checks)
                            + ", and ended with exit code "
                            + exit
                            + " meanwhile";
            case StartOutcome.NotReady(var why, _, _) -> why;
        };
    }

    /// The checks that did not pass, a line each, and the end of what was said.
    public List<String> details() {
        var lines = new ArrayList<String>();
        for (var check : outcome.checks()) {
            if (!check.passed()) {
                lines.add(check.command() + " " + check.ending());
                check.lastLines().forEach(line -> lines.add("  " + line));
            }
        }
        if (!outcome.lastLines().isEmpty()) {
            lines.add("its last lines:");
            outcome.lastLines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static String readyAfter(Duration time) {
        return String.format(Locale.ROOT, "ready after %.1f s", time.toMillis() / 1000.0);
    }

    private static String counted(List<CheckRun> checks) {
        long passed = checks.stream().filter(CheckRun::passed).count();
        long failed = checks.size() - passed;
        var counts =
                Stream.of(
                                passed > 0 || failed == 0 ? checks(passed) + " passed" : "",
                                failed > 0 ? checks(failed) + " failed" : "")
                        .filter(count -> !count.isEmpty())
                        .toList();
        return checks.isEmpty() ? ", no check" : ", " + String.join(", ", counts);
    }

    private static String checks(long count) {
        return count == 1 ? "1 check" : count + " checks";
    }

    public Json.Obj toJson() {
        var json = Json.object().put("version", version.word()).put("schema", schema.word());
        return ready(json.put("outcome", outcome.word()))
                .put("checks", Json.array(outcome.checks(), CheckRun::toJson))
                .put("last_lines", Json.strings(outcome.lastLines()));
    }

    private Json.Obj ready(Json.Obj json) {
        return switch (outcome) {
            case StartOutcome.Worked(var ready, _) -> json.put("ready_ms", ready.toMillis());
            case StartOutcome.CheckFailed(var ready, _, _) ->
                    json.put("ready_ms", ready.toMillis());
            case StartOutcome.Died(var ready, _, var exit, _) ->
                    json.put("ready_ms", ready.toMillis()).put("exit", exit);
            case StartOutcome.NotReady(var why, var exit, _) ->
                    (exit.isPresent() ? json.put("exit", exit.getAsInt()) : json)
                            .putNull("ready_ms")
                            .put("why", why);
        };
    }
}
