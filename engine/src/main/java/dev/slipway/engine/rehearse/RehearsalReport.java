package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.CompatResult;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Section.Column;
import dev.slipway.report.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Builds the [Report] of a [RehearsalResult].
record RehearsalReport(RehearsalResult result, RehearsalFindings findings) {

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
        if (!findings.allowed().isEmpty()) {
            sections.add(
                    new Section.Text(
                            "Allowed",
                            findings.allowed().stream()
                                    .map(RehearsalFindings.Allowed::sentence)
                                    .toList()));
        }
        sections.addAll(statements());
        if (result.run() instanceof Run.Ended && result.pending() > 0) {
            sections.add(oldSql());
            sections.add(waysBack());
        }
        sections.add(new Advice(result).section());
        return sections;
    }

    private List<Section> statements() {
        var byMigration =
                result.statements().stream()
                        .collect(
                                Collectors.groupingBy(
                                        RehearsedStatement::migration,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        var schema = result.status().schema();
        return byMigration.entrySet().stream()
                .map(one ->
                        new StatementsTable(one.getKey(), one.getValue(), schema, findings)
                                .section())
                .toList();
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
                .put("statements", Json.array(result.statements(), this::statement))
                .put("failed", failed())
                .put("findings", Json.array(findings.all(), Finding::toJson))
                .put("allowed", Json.array(findings.allowed(), RehearsalFindings.Allowed::toJson))
                .putAll(result.waysBack().toJson());
    }

    private Json.Obj statement(RehearsedStatement statement) {
        return statement.toJson().put("harmless", findings.harmless(statement));
    }

    private Json failed() {
        return result.run() instanceof Run.Failed(_, var failed)
                ? failed.toJson()
                : new Json.Null();
    }
}
