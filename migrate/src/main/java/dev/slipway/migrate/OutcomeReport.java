package dev.slipway.migrate;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.time.Duration;
import java.util.List;

/// Tells an [Outcome] to people and programs.
final class OutcomeReport {

    private OutcomeReport() {}

    static Report of(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done(done);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(refused.status());
        }
        return outcome instanceof Outcome.Locked locked
                ? locked(locked)
                : failed((Outcome.Failed) outcome);
    }

    private static Report done(Outcome.Done done) {
        var took = done.applied().stream().map(Applied::took).reduce(Duration.ZERO, Duration::plus);
        var headline =
                done.applied().isEmpty()
                        ? "Nothing to do: every migration is applied."
                        : "Applied "
                                + count(done.applied().size())
                                + " in "
                                + Durations.took(took)
                                + ".";
        return new Report(
                new Verdict.Pass(),
                headline,
                List.of(table(done.applied())),
                data("done", done.applied()));
    }

    private static Report refused(Status status) {
        var report = status.toReport();
        return new Report(
                new Verdict.Block(status.findings()),
                notRehearsed(status)
                        ? "Nothing was applied: it is not what was rehearsed."
                        : "Nothing was applied. " + report.headline(),
                report.sections(),
                Json.object().put("outcome", "refused").putAll(status.toJson()));
    }

    private static boolean notRehearsed(Status status) {
        return status.problems().stream()
                .anyMatch(problem -> problem.kind() == Problem.Kind.NOT_REHEARSED);
    }

    private static Report locked(Outcome.Locked locked) {
        var holder = locked.holder().map(Holder::toString).orElse("a session that has just ended");
        var finding =
                new Finding(
                        "migrate/lock-held",
                        Severity.ERROR,
                        Place.of("migration lock"),
                        "It is held by " + holder + ".",
                        "",
                        "Wait for it with a longer --wait, or end that session if its process is"
                                + " gone.");
        return blocked(
                "Nothing was applied: somebody else holds the migration lock.",
                finding,
                List.of(),
                data("locked", List.of()).put("holder", holder));
    }

    private static Report failed(Outcome.Failed failed) {
        var place = Place.line(failed.migration().file(), failed.line());
        var finding =
                new Finding(
                        "migrate/failed",
                        Severity.ERROR,
                        place,
                        "It could not be applied: " + failed.error() + ".",
                        "",
                        failed.hint());
        var file =
                Json.object()
                        .put("version", failed.migration().version())
                        .put("file", failed.migration().file());
        var failure =
                failed.at().putInto(file).put("error", failed.error()).put("hint", failed.hint());
        var before =
                failed.applied().isEmpty()
                        ? ""
                        : count(failed.applied().size()) + " before it applied; ";
        return blocked(
                "Failed at " + place + ": " + before + failed.error() + ".",
                finding,
                failed.applied(),
                data("failed", failed.applied()).put("failed", failure));
    }

    private static Report blocked(
            String headline, Finding finding, List<Applied> applied, Json.Obj data) {
        return new Report(
                new Verdict.Block(List.of(finding)),
                headline,
                List.of(table(applied), new Section.Findings("Problems", List.of(finding))),
                data);
    }

    private static Section table(List<Applied> applied) {
        return new Section.Table(
                "Applied",
                List.of(
                        Section.Column.left("version"),
                        Section.Column.left("description"),
                        Section.Column.right("ms")),
                applied.stream()
                        .map(one ->
                                List.of(
                                        one.migration().version(),
                                        one.migration().description(),
                                        Long.toString(one.took().toMillis())))
                        .toList());
    }

    private static Json.Obj data(String outcome, List<Applied> applied) {
        return Json.object()
                .put("outcome", outcome)
                .put("applied", Json.array(applied, OutcomeReport::json));
    }

    private static Json.Obj json(Applied one) {
        return Json.object()
                .put("version", one.migration().version())
                .put("description", one.migration().description())
                .put("duration_ms", one.took().toNanos() / 1e6);
    }

    private static String count(int migrations) {
        return migrations == 1 ? "1 migration" : migrations + " migrations";
    }
}
