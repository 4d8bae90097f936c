package dev.slipway.migrate;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.List;
import java.util.Locale;

/// Tells a [DownOutcome] to people and programs.
final class DownReport {

    private DownReport() {}

    static Report of(DownOutcome outcome) {
        if (outcome instanceof DownOutcome.Done done) {
            return done(done);
        }
        if (outcome instanceof DownOutcome.Nothing) {
            return new Report(
                    new Verdict.Pass(),
                    "Nothing to take back: no migration is applied.",
                    List.of(),
                    data("nothing"));
        }
        if (outcome instanceof DownOutcome.Blocked blocked) {
            return lossy(
                    "blocked",
                    blocked.migration(),
                    blocked.losses(),
                    " destroys data. Nothing was changed.",
                    "Save the data first, or take it back all the same with --accept-data-loss.");
        }
        if (outcome instanceof DownOutcome.Overtaken overtaken) {
            return lossy(
                    "overtaken",
                    overtaken.migration(),
                    overtaken.losses(),
                    " would have destroyed data that came meanwhile, and was stopped before.",
                    "Run it again to see how much, once nothing writes there any more.");
        }
        return refusal(outcome);
    }

    private static Report refusal(DownOutcome outcome) {
        if (outcome instanceof DownOutcome.Untried untried) {
            return untried(untried);
        }
        if (outcome instanceof DownOutcome.Refused refused) {
            return RefusedReport.of("down/refused", "Nothing was taken back", refused.why());
        }
        return outcome instanceof DownOutcome.Locked locked
                ? LockedReport.of("Nothing was taken back", locked.holder())
                : failed((DownOutcome.Failed) outcome);
    }

    private static Report done(DownOutcome.Done done) {
        var losses = done.losses();
        var from = done.migration().kept() ? ", by the script in the bookkeeping" : "";
        var unseen = losses.isEmpty() ? " What it destroyed could not be seen before it was." : "";
        var headline =
                String.format(
                        Locale.ROOT,
                        "Took back %s in %s%s.%s",
                        name(done.migration()),
                        Durations.took(done.took()),
                        from,
                        unseen);
        var data = data("done", done.migration());
        return new Report(
                new Verdict.Pass(),
                headline,
                List.of(table("Destroyed", losses.orElse(List.of()))),
                losses.map(seen -> data.put("losses", Json.array(seen, Loss::toJson)))
                        .orElseGet(() -> data.putNull("losses"))
                        .put("duration_ms", done.took().toNanos() / 1e6));
    }

    private static Report lossy(
            String outcome, Reverted migration, List<Loss> losses, String headline, String remedy) {
        var findings =
                losses.stream()
                        .map(loss -> finding("down/loses-data", loss.place(), fact(loss), remedy))
                        .toList();
        return new Report(
                new Verdict.Block(findings),
                "Taking back " + name(migration) + headline,
                List.of(table("Would be destroyed", losses), remedyOnce(remedy)),
                data(outcome, migration).put("losses", Json.array(losses, Loss::toJson)));
    }

    private static Section remedyOnce(String remedy) {
        return new Section.Text("What to do", List.of(remedy));
    }

    private static String fact(Loss loss) {
        return "It "
                + loss.what().words()
                + ", which holds data in "
                + loss.rows()
                + (loss.rows() == 1 ? " row." : " rows.");
    }

    private static Report untried(DownOutcome.Untried untried) {
        var place = untried.migration().file();
        return blocked(
                "What taking back "
                        + name(untried.migration())
                        + " destroys cannot be seen before. Nothing was changed.",
                finding(
                        "down/cannot-be-tried",
                        place,
                        "It does not run in one transaction: " + untried.why() + ".",
                        "Read the script, and take it back with --accept-data-loss if nothing in it"
                                + " is to be kept."),
                data("untried", untried.migration()).put("why", untried.why()));
    }

    private static Report failed(DownOutcome.Failed failed) {
        var place = Place.line(failed.migration().file(), failed.line());
        var finding =
                new Finding(
                        "down/failed",
                        Severity.ERROR,
                        place,
                        "It could not be taken back: " + failed.error() + ".",
                        "",
                        failed.hint());
        var data =
                data("failed", failed.migration())
                        .put("line", failed.line())
                        .put("error", failed.error())
                        .put("hint", failed.hint());
        return blocked("Failed at " + place + ": " + failed.error() + ".", finding, data);
    }

    private static Section table(String title, List<Loss> losses) {
        return new Section.Table(
                title,
                List.of(
                        Section.Column.left("what"),
                        Section.Column.left("where"),
                        Section.Column.right("rows")),
                losses.stream()
                        .map(loss ->
                                List.of(
                                        loss.what().words(),
                                        loss.place(),
                                        Long.toString(loss.rows())))
                        .toList());
    }

    private static Report blocked(String headline, Finding finding, Json.Obj data) {
        return new Report(
                new Verdict.Block(List.of(finding)),
                headline,
                List.of(new Section.Findings("Problems", List.of(finding))),
                data);
    }

    private static Finding finding(String rule, String place, String fact, String remedy) {
        return new Finding(rule, Severity.ERROR, Place.of(place), fact, "", remedy);
    }

    private static String name(Reverted migration) {
        return migration.description().isEmpty()
                ? migration.version()
                : migration.version() + " (" + migration.description() + ")";
    }

    private static Json.Obj data(String outcome) {
        return Json.object().put("outcome", outcome);
    }

    private static Json.Obj data(String outcome, Reverted migration) {
        return data(outcome).putAll(migration.toJson());
    }
}
