package dev.slipway.service.config;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section.Column;
import dev.slipway.report.Section.Findings;
import dev.slipway.report.Section.Table;
import dev.slipway.report.Verdict;
import java.util.List;

/// Tells of a configuration in the words and forms of every other report.
final class ConfigReport {

    private static final List<Column> KEYS =
            List.of(Column.left("key"), Column.left("value"), Column.left("from"));

    private static final List<Column> DECLARED =
            List.of(
                    Column.left("key"),
                    Column.left("group"),
                    Column.left("since"),
                    Column.left("default"),
                    Column.left("what it is"));

    private ConfigReport() {}

    static Report valid(Effective effective) {
        var announced = effective.announced();
        return new Report(
                new Verdict.Pass(),
                "The configuration is valid: " + keys(effective.entries().size()) + " in force.",
                List.of(new Findings("Announced", announced)),
                Json.object()
                        .put("outcome", "valid")
                        .put("keys", effective.entries().size())
                        .put("findings", Json.array(announced, Finding::toJson)));
    }

    static Report invalid(List<Finding> findings) {
        var count = findings.size() == 1 ? "1 problem" : findings.size() + " problems";
        return new Report(
                new Verdict.Block(findings),
                "The configuration is invalid: " + count + ".",
                List.of(new Findings("Problems", findings)),
                Json.object()
                        .put("outcome", "invalid")
                        .put("findings", Json.array(findings, Finding::toJson)));
    }

    static Report shown(Effective effective) {
        var rows =
                effective.entries().stream()
                        .map(entry ->
                                List.of(
                                        entry.path(),
                                        plain(entry.shown()),
                                        entry.source().toString()))
                        .toList();
        return new Report(
                new Verdict.Pass(),
                keys(effective.entries().size()) + " in force.",
                List.of(new Table("Configuration", KEYS, rows)),
                effective.tree());
    }

    static Report schema(Declaration declaration) {
        var rows = declaration.keys().stream().map(ConfigReport::row).toList();
        return new Report(
                new Verdict.Pass(),
                keys(rows.size()) + " declared.",
                List.of(new Table("Keys", DECLARED, rows)),
                Json.object().put("schema", new ConfigSchema(declaration).toJson()));
    }

    private static List<String> row(DeclaredKey key) {
        return List.of(
                key.path(),
                key.group(),
                key.facts().since(),
                key.written().map(Redaction::text).orElse(key.required() ? "(required)" : ""),
                key.facts().about());
    }

    private static String keys(int count) {
        return count == 1 ? "1 key" : count + " keys";
    }

    private static String plain(Json value) {
        return Redaction.printable(value instanceof Json.Str text ? text.value() : value.compact());
    }
}
