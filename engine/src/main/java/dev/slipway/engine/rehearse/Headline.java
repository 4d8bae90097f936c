package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.Broken;
import dev.slipway.report.Finding;
import java.util.List;

/// The one sentence of a rehearsal that a tired person can act on.
record Headline(RehearsalResult result, RehearsalFindings findings) {

    String text() {
        return switch (result.run()) {
            case Run.Ended _ when result.pending() == 0 ->
                    "Nothing to rehearse: no migration is pending.";
            case Run.Ended _ -> ended();
            case Run.Failed(_, var failed) ->
                    "Do not ship: %s fails: %s.".formatted(failed.place(), flat(failed.error()));
            case Run.Refused _ ->
                    "Not rehearsed, since no migration may run: %s.".formatted(problems());
        };
    }

    private String problems() {
        var problems = result.status().problems();
        var first = flat(problems.getFirst().detail());
        return problems.size() == 1
                ? first
                : "%s (and %d more)".formatted(first, problems.size() - 1);
    }

    private String ended() {
        if (!result.broken().isEmpty()) {
            return broken(result.broken());
        }
        if (!findings.blocking().isEmpty()) {
            return hurts(findings.blocking());
        }
        if (result.codeOnly()) {
            return "%s: %s, and %s still works on the new schema, so the way back is code only."
                    .formatted(
                            findings.needCare() ? "It can ship, with care" : "Ship it",
                            ran(),
                            result.oldVersion());
        }
        return "A person must decide: %s, but whether %s works on the new schema is unknown, since %s."
                .formatted(ran(), result.oldVersion(), unknown());
    }

    /// Nothing is certain to do harm, but the caller asked to be stopped by less.
    private static String hurts(List<Finding> blocking) {
        var first = blocking.getFirst();
        var more = blocking.size() == 1 ? "" : " (and %d more)".formatted(blocking.size() - 1);
        return "Do not ship: %s %s%s."
                .formatted(first.place(), first.fact().replaceAll("\\.$", ""), more);
    }

    private String unknown() {
        var compat = result.compat();
        if (compat.isEmpty()) {
            return switch (result.starts().judged()) {
                case OldStart.NoControl(var why) ->
                        "it did not run on the old one either: it " + why;
                case OldStart.Starts _ -> "it starts there, and no check (--check) says more";
                case OldStart.NotTried _, OldStart.Fails _, OldStart.Works _ ->
                        "its SQL was not given (--old-sql)";
            };
        }
        return compat.get()
                .unknown()
                .map(why -> why.replace("the old version's", "its"))
                .orElseGet(() -> atRisk(compat.get().statementsAtRisk()));
    }

    private static String atRisk(int statements) {
        return statements == 1
                ? "1 of its statements depends on values"
                : statements + " of its statements depend on values";
    }

    private String broken(List<Broken> broken) {
        var first = broken.getFirst();
        var at = first.brokenBy().map(line -> " at " + line).orElse("");
        if (broken.size() == 1) {
            return "Do not ship: %s of %s breaks%s."
                    .formatted(first.statement().source(), result.oldVersion(), at);
        }
        return "Do not ship: %d statements of %s break, the first, %s,%s."
                .formatted(broken.size(), result.oldVersion(), first.statement().source(), at);
    }

    private String ran() {
        var longest = result.longestBlock();
        return "%s ran in %s, %s"
                .formatted(
                        result.pending() == 1 ? "1 migration" : result.pending() + " migrations",
                        Span.text(result.took()),
                        longest.isZero()
                                ? "nothing waits"
                                : longest.compareTo(Hazards.NOTICED) < 0
                                        ? "nothing waits longer than " + Span.text(longest)
                                        : "requests wait up to " + Span.text(longest));
    }

    private static String flat(String error) {
        return error.replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }
}
