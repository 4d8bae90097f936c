package dev.slipway.engine.release;

import dev.slipway.engine.evidence.EvidenceChain;
import dev.slipway.engine.evidence.Integrity;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.ReleaseRow;
import dev.slipway.engine.ledger.StepRow;
import dev.slipway.engine.ledger.StepState;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Section.Column;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.List;
import java.util.Locale;

/// Shows one release: how far each step is, what was seen, and whether the record is intact.
public record ReleaseReport(ReleaseRow release, List<StepRow> steps, EvidenceChain record) {

    public ReleaseReport {
        steps = List.copyOf(steps);
    }

    public static ReleaseReport of(Ledger ledger, long release) {
        return new ReleaseReport(
                ledger.release(release), ledger.steps(release), ledger.evidence(release));
    }

    public Report toReport() {
        return new Report(
                verdict(), headline(), List.of(table(), inTheWay(), recordSection()), toJson());
    }

    private Verdict verdict() {
        if (record.verify() instanceof Integrity.Broken) {
            return new Verdict.Block(findings());
        }
        return switch (release.state()) {
            case DONE -> new Verdict.Pass();
            case BLOCKED, FAILED -> new Verdict.Block(findings());
            case OPEN -> new Verdict.Inconclusive(left() + " steps are left");
        };
    }

    private String headline() {
        return "Release %d of %s, %s to %s in %s: %s."
                .formatted(
                        release.id(),
                        release.service(),
                        release.from(),
                        release.to(),
                        release.environment(),
                        release.state().word());
    }

    private long left() {
        return steps.stream().filter(step -> step.state() != StepState.DONE).count();
    }

    private Section table() {
        return new Section.Table(
                "Steps",
                List.of(
                        Column.left("step"),
                        Column.left("state"),
                        Column.right("seconds"),
                        Column.left("seen")),
                steps.stream().map(ReleaseReport::row).toList());
    }

    private static List<String> row(StepRow step) {
        var firstLine = step.note().lines().findFirst().orElse("");
        return List.of(step.id(), step.state().word(), seconds(step), firstLine);
    }

    private static String seconds(StepRow step) {
        return step.took()
                .map(took -> String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0))
                .orElse("");
    }

    private Section inTheWay() {
        return new Section.Findings("In the way", findings());
    }

    /// The record first: where it is broken, nothing else can be believed.
    public List<Finding> findings() {
        if (record.verify() instanceof Integrity.Broken(var at, var why)) {
            return List.of(
                    finding(
                            "evidence/broken",
                            "The record is not what was written, from entry " + at + " on.",
                            why));
        }
        return steps.stream()
                .filter(step ->
                        step.state() == StepState.BLOCKED || step.state() == StepState.FAILED)
                .flatMap(step -> findings(step).stream())
                .toList();
    }

    private List<Finding> findings(StepRow step) {
        var told =
                record.entries().reversed().stream()
                        .filter(entry -> entry.step().equals(step.id()))
                        .findFirst()
                        .map(entry -> FindingFormat.in(entry.payload()))
                        .orElse(List.of());
        return told.isEmpty()
                ? List.of(
                        finding(
                                "release/step-failed",
                                "Step " + step.id() + " failed.",
                                step.note()))
                : told;
    }

    private Finding finding(String rule, String fact, String evidence) {
        var place = Place.of("release " + release.id());
        return new Finding(rule, Severity.ERROR, place, fact, evidence, "");
    }

    private Section recordSection() {
        return new Section.Text("Record", List.of(recordLine()));
    }

    /// Whether the record is intact, and the hash that says so to who kept it.
    public String recordLine() {
        return switch (record.verify()) {
            case Integrity.Intact(var count, var head) -> count + " entries, intact, head " + head;
            case Integrity.Broken(var at, var why) -> "broken at entry " + at + ": " + why;
        };
    }

    private Json.Obj toJson() {
        return Json.object()
                .put("release", release.id())
                .put("service", release.service())
                .put("environment", release.environment())
                .put("from", release.from())
                .put("to", release.to())
                .put("direction", release.direction().word())
                .put("state", release.state().word())
                .put("steps", Json.array(steps, ReleaseReport::stepJson))
                .put("findings", Json.array(findings(), Finding::toJson))
                .put("record", recordJson());
    }

    private static Json.Obj stepJson(StepRow step) {
        var json = Json.object().put("id", step.id()).put("kind", step.kind());
        return step.took()
                .map(took -> json.put("seconds", took.toMillis() / 1000.0))
                .orElseGet(() -> json.putNull("seconds"))
                .put("state", step.state().word())
                .put("seen", step.note());
    }

    private Json.Obj recordJson() {
        return Json.object()
                .put("intact", record.verify() instanceof Integrity.Intact)
                .put("entries", record.entries().size())
                .put("head", record.head());
    }
}
