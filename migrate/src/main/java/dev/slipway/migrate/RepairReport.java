package dev.slipway.migrate;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Tells a [RepairOutcome] to people and programs.
final class RepairReport {

    private RepairReport() {}

    static Report of(RepairOutcome outcome) {
        if (outcome instanceof RepairOutcome.Nothing nothing) {
            return nothing(nothing.status());
        }
        if (outcome instanceof RepairOutcome.Shown shown) {
            return shown(shown);
        }
        if (outcome instanceof RepairOutcome.Done done) {
            return done(done);
        }
        return outcome instanceof RepairOutcome.Locked locked
                ? LockedReport.of("Nothing was repaired", locked.holder())
                : refused((RepairOutcome.Refused) outcome);
    }

    private static Report nothing(Status status) {
        var data = Json.object().put("outcome", "nothing").putAll(status.toJson());
        if (status.mayMigrate()) {
            return new Report(new Verdict.Pass(), "Nothing to repair.", List.of(), data);
        }
        return new Report(
                new Verdict.Block(status.findings()),
                "Nothing that can be repaired here. " + status.toReport().headline(),
                List.of(problems(status)),
                data);
    }

    private static Report shown(RepairOutcome.Shown shown) {
        var count = count(shown.changes());
        return new Report(
                new Verdict.Inconclusive("somebody's agreement to " + count),
                "Nothing was changed: look at " + count + ", and make what is right with --yes.",
                List.of(list("Would change", shown.changes())),
                data("shown", shown.changes()));
    }

    private static Report done(RepairOutcome.Done done) {
        var after = done.after();
        return new Report(
                new Verdict.Pass(),
                "Made " + count(done.changes()) + ". " + after.toReport().headline(),
                List.of(list("Changed", done.changes()), problems(after)),
                data("done", done.changes()).put("status", after.toJson()));
    }

    private static Section problems(Status status) {
        return new Section.Findings("Problems", status.findings());
    }

    private static Report refused(RepairOutcome.Refused refused) {
        var finding =
                new Finding(
                        "repair/refused",
                        Severity.ERROR,
                        Place.of("history"),
                        refused.why() + ".",
                        "",
                        "");
        return new Report(
                new Verdict.Block(List.of(finding)),
                "Nothing was repaired: " + refused.why() + ".",
                List.of(),
                Json.object().put("outcome", "refused").put("why", refused.why()));
    }

    private static Section list(String title, List<Change> changes) {
        var lines = new ArrayList<String>();
        for (var change : changes) {
            lines.add("- " + change.wrong());
            lines.add("  → " + change.remedy());
            change.sql()
                    .forEach(sql -> (sql + ";").lines().forEach(one -> lines.add("    " + one)));
        }
        return new Section.Text(title, lines);
    }

    private static Json.Obj data(String outcome, List<Change> changes) {
        return Json.object()
                .put("outcome", outcome)
                .put("changes", Json.array(changes, Change::toJson));
    }

    private static String count(List<Change> changes) {
        return changes.size() == 1 ? "1 change" : changes.size() + " changes";
    }
}
