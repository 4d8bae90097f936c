package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.down.RehearsedDown;
import dev.slipway.engine.start.Started;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
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
        boolean ended = result.run() instanceof Run.Ended && result.pending() > 0;
        var sections = new ArrayList<Section>();
        if (ended) {
            sections.add(new WaysBackSection(result.waysBack()).section());
        }
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
        sections.add(new StatementBars(result.statements()).section());
        sections.add(timeline());
        if (ended) {
            sections.add(started());
            sections.add(oldSql());
            sections.add(downs());
        }
        sections.add(new Advice(result).section());
        return sections;
    }

    private Section.Timeline timeline() {
        return new LockTimeline(result.statements(), result.status().schema()).section();
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

    private Section started() {
        return new Section.Text(
                "Started", new StartedLines(result.starts(), result.oldVersion()).lines());
    }

    private Section oldSql() {
        return new Section.Text(
                "SQL of " + result.oldVersion(),
                result.compat()
                        .map(compat -> new OldSqlLines(compat).lines())
                        .orElse(List.of("not checked")));
    }

    private Section downs() {
        return new Section.Text(
                "Taking back",
                result.downs().stream().flatMap(down -> down.lines().stream()).toList());
    }

    private Json.Obj data() {
        return Json.object()
                .put("pending", Json.strings(result.status().pending()))
                .put(
                        "compat",
                        result.compat().<Json>map(CompatResult::toJson).orElse(new Json.Null()))
                .put("started", Json.array(result.starts().all(), Started::toJson))
                .put("statements", Json.array(result.statements(), this::statement))
                .put("timeline", timeline().toJson())
                .put("failed", failed())
                .put("down", Json.array(result.downs(), RehearsedDown::toJson))
                .put("findings", Json.array(findings.all(), Finding::toJson))
                .put("allowed", Json.array(findings.allowed(), RehearsalFindings.Allowed::toJson))
                .putAll(result.waysBack().toJson())
                .put("proof", proof());
    }

    private Json.Obj statement(RehearsedStatement statement) {
        return statement.toJson().put("harmless", findings.harmless(statement));
    }

    /// What `migrate` reads again.
    private Json proof() {
        return result.proof().<Json>map(ProofFormat::toJson).orElse(new Json.Null());
    }

    private Json failed() {
        return result.run() instanceof Run.Failed(_, var failed)
                ? failed.toJson()
                : new Json.Null();
    }
}
