package dev.slipway.engine.drill;

import dev.slipway.engine.backup.BackupSet;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What became of a backup when it was restored.
///
/// @param copy the database that it was restored into
/// @param findings why it is not the database; none when it is
/// @param took the restoring and the counting
public record DrillResult(
        BackupSet backup, DatabaseUrl copy, List<Finding> findings, Duration took) {

    public DrillResult {
        findings = List.copyOf(findings);
    }

    public boolean passed() {
        return findings.isEmpty();
    }

    public Verdict verdict() {
        return passed() ? new Verdict.Pass() : new Verdict.Block(findings);
    }

    public Report toReport() {
        var sections = new ArrayList<Section>();
        if (!passed()) {
            sections.add(new Section.Findings("Findings", findings));
        }
        sections.add(new Section.Text("Drill", lines()));
        return new Report(verdict(), headline(), sections, data());
    }

    private String headline() {
        if (!passed()) {
            return "The backup does not prove to be the database: " + findings.getFirst().fact();
        }
        return String.format(
                Locale.ROOT,
                "The backup restores: %s, %s equal, in %.1f s.",
                counted(backup.rowCounts().size(), "table"),
                counted(backup.rows(), "row"),
                seconds());
    }

    private List<String> lines() {
        return List.of(
                "backup     " + backup.file(),
                String.format(Locale.ROOT, "size       %,d bytes", backup.bytes()),
                "sha256     " + backup.sha256(),
                "taken at   " + backup.at(),
                "restored   into " + copy,
                "not looked at: owners, privileges, subscriptions");
    }

    private Json.Obj data() {
        return Json.object()
                .put("backup", backup.toJson())
                .put("copy", copy.toString())
                .put("tables", backup.rowCounts().size())
                .put("rows", backup.rows())
                .put("took_ms", took.toMillis())
                .put("findings", Json.array(findings, Finding::toJson));
    }

    private static String counted(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    private double seconds() {
        return took.toMillis() / 1000.0;
    }
}
