package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.CompatResult;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Section.Column;
import dev.slipway.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Builds the [Report] of a [RehearsalResult].
record RehearsalReport(RehearsalResult result, RehearsalFindings findings) {

    /// What no SQL can show.
    private static final String AHEAD =
            "%s must start on a database that is ahead of its files: SQLx refuses that unless told to"
                    + " ignore missing migrations.";

    Report report() {
        return new Report(verdict(), new Headline(result, findings).text(), sections(), data());
    }

    private Verdict verdict() {
        if (!findings.blocking().isEmpty()) {
            return new Verdict.Block(findings.blocking());
        }
        return result.codeOnly()
                ? new Verdict.Pass()
                : new Verdict.Inconclusive(
                        "whether " + result.oldVersion() + " works on the new schema");
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        sections.add(new Section.Findings("Findings", findings.all()));
        sections.add(statements());
        sections.add(oldSql());
        sections.add(waysBack());
        sections.add(new Section.Text("What to do", advice()));
        return sections;
    }

    private List<String> advice() {
        var advice = result.waysBack().advice();
        return result.codeOnly() && result.pending() > 0
                ? List.of(advice, AHEAD.formatted(result.oldVersion()))
                : List.of(advice);
    }

    private Section statements() {
        return new Section.Table(
                "Statements",
                List.of(
                        Column.left("where"),
                        Column.left("statement"),
                        Column.right("took"),
                        Column.left("lock"),
                        Column.left("stops"),
                        Column.left("does")),
                result.statements().stream()
                        .map(RehearsedRow::new)
                        .map(RehearsedRow::cells)
                        .toList());
    }

    private Section oldSql() {
        return new Section.Text(
                "SQL of " + result.oldVersion(),
                result.compat().map(RehearsalReport::oldSql).orElse(List.of("not checked")));
    }

    private static List<String> oldSql(CompatResult compat) {
        var lines = new ArrayList<String>();
        lines.add(
                "%d checked, %d broken, %d skipped"
                        .formatted(
                                compat.checked(), compat.broken().size(), compat.skipped().size()));
        for (var skipped : compat.skipped()) {
            lines.add("skipped %s: %s".formatted(skipped.statement().source(), skipped.reason()));
        }
        return lines;
    }

    private Section waysBack() {
        return new Section.Table(
                "Ways back",
                List.of(Column.left("way"), Column.left("what is known")),
                result.waysBack().ways().stream()
                        .map(way -> List.of(way.word(), way.proof().sentence()))
                        .toList());
    }

    private Json.Obj data() {
        return Json.object()
                .put("pending", Json.strings(result.status().pending()))
                .put(
                        "compat",
                        result.compat().<Json>map(CompatResult::toJson).orElse(new Json.Null()))
                .put("statements", Json.array(result.statements(), RehearsedStatement::toJson))
                .put("failed", failed())
                .put("findings", Json.array(findings.all(), Finding::toJson))
                .putAll(result.waysBack().toJson());
    }

    private Json failed() {
        return result.run() instanceof Run.Failed(_, var failed)
                ? failed.toJson()
                : new Json.Null();
    }
}
