package dev.slipway.engine.start;

import dev.slipway.report.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A version that was started on a copy of a schema, and how that went.
public record Started(Side version, Side schema, StartOutcome outcome) {

    /// How it went, to stand behind its name.
    public String sentence() {
        return switch (outcome) {
            case StartOutcome.Worked _, StartOutcome.CheckFailed _ -> ready() + counted();
            case StartOutcome.Died(_, _, var exit, _) ->
                    ready() + counted() + ", and it ended with exit code " + exit + " meanwhile";
            case StartOutcome.NotReady(var why, _, _) -> why;
        };
    }

    /// How long it took to become ready, in words; nothing where it did not.
    public String ready() {
        return outcome.readyAfter()
                .map(time ->
                        String.format(Locale.ROOT, "ready after %.1f s", time.toMillis() / 1000.0))
                .orElse("");
    }

    private String counted() {
        var checks = outcome.checks();
        int passed = (int) checks.stream().filter(CheckRun::passed).count();
        int failed = checks.size() - passed;
        if (checks.isEmpty()) {
            return ", no check";
        }
        return (passed > 0 ? ", " + checks(passed) + " passed" : "")
                + (failed > 0 ? ", " + checks(failed) + " failed" : "");
    }

    /// So many checks, in words.
    public static String checks(int count) {
        return count == 1 ? "1 check" : count + " checks";
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

    public Json.Obj toJson() {
        var json =
                Json.object()
                        .put("version", version.word())
                        .put("schema", schema.word())
                        .put("outcome", outcome.word());
        return exit(outcome.readyAfter()
                        .map(ready -> json.put("ready_ms", ready.toMillis()))
                        .orElseGet(() -> json.putNull("ready_ms")))
                .put("checks", Json.array(outcome.checks(), CheckRun::toJson))
                .put("last_lines", Json.strings(outcome.lastLines()));
    }

    private Json.Obj exit(Json.Obj json) {
        return switch (outcome) {
            case StartOutcome.Worked _, StartOutcome.CheckFailed _ -> json;
            case StartOutcome.Died(_, _, var exit, _) -> json.put("exit", exit);
            case StartOutcome.NotReady(var why, var exit, _) ->
                    (exit.isPresent() ? json.put("exit", exit.getAsInt()) : json).put("why", why);
        };
    }
}
