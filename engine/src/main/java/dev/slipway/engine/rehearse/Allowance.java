package dev.slipway.engine.rehearse;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a comment above a statement says to be acceptable: `-- slipway:allow RULE reason`.
///
/// @param migration the name of its file
/// @param line of the statement below it
/// @param reason in the author's words
public record Allowance(String migration, int line, String rule, String reason) {

    private static final Pattern COMMENT =
            Pattern.compile("^[ \\t]*--[ \\t]*slipway:allow\\b[ \\t]*(\\S*)(.*)$");

    /// Those of the migrations of these versions.
    ///
    /// @throws MigrationFolderException when one names no rule that there is, gives no reason, or
    ///   has no statement below it
    public static List<Allowance> of(MigrationSet set, List<String> versions) {
        return set.migrations().stream()
                .filter(migration -> versions.contains(migration.version()))
                .flatMap(migration -> of(migration).stream())
                .toList();
    }

    private static List<Allowance> of(Migration migration) {
        if (!migration.up().text().contains("slipway:allow")) {
            return List.of();
        }
        var found = new ArrayList<Allowance>();
        var lines = migration.up().text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var comment = COMMENT.matcher(lines.get(i));
            if (comment.matches()) {
                found.add(of(migration, i + 1, comment.group(1), comment.group(2).strip()));
            }
        }
        return found;
    }

    private static Allowance of(Migration migration, int line, String rule, String reason) {
        var place = migration.file() + ":" + line;
        if (Rule.of(rule).isEmpty()) {
            throw new MigrationFolderException(
                    "%s: '%s' is no rule that slipway:allow knows; there is %s"
                            .formatted(place, rule, rules()));
        }
        if (reason.isEmpty()) {
            throw new MigrationFolderException(
                    "%s: slipway:allow %s gives no reason; write it behind the rule"
                            .formatted(place, rule));
        }
        return migration.statements().stream()
                .map(Statement::line)
                .filter(statement -> statement > line)
                .findFirst()
                .map(statement -> new Allowance(migration.file(), statement, rule, reason))
                .orElseThrow(() ->
                        new MigrationFolderException(
                                "%s: slipway:allow %s has no statement below it; put it above the one that it is for"
                                        .formatted(place, rule)));
    }

    private static String rules() {
        return Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.joining(", "));
    }

    boolean silences(Finding finding) {
        return finding.rule().equals(rule)
                && finding.place().name().equals(migration)
                && finding.place().line().orElse(0) == line;
    }

    /// As a line of the report.
    String sentence() {
        return "%s:%d  %s: %s".formatted(migration, line, rule, reason);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("migration", migration)
                .put("line", line)
                .put("rule", rule)
                .put("reason", reason);
    }
}
