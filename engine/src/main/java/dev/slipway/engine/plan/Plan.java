package dev.slipway.engine.plan;

import dev.slipway.migrate.Problem;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.Migration;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/// What a release from one version to another would change.
///
/// Code, schema and configuration are three parts that are judged apart: any of them may be all
/// that a release carries.
///
/// @param pending the migrations that would be applied, in order
/// @param problems what about the database forbids it
public record Plan(
        Version from,
        Version to,
        Way way,
        Part artefact,
        Part database,
        Part configuration,
        List<Migration> pending,
        List<Finding> problems) {

    /// Which way a plan goes.
    public enum Way {
        FORWARD,
        /// Back to the code of `to`; the schema stays as `from` needs it.
        BACK_BY_CODE
    }

    public Plan {
        pending = List.copyOf(pending);
        problems = List.copyOf(problems);
    }

    /// @param status of the database against the migrations of `to`
    public static Plan between(Version from, Version to, Status status) {
        var pending =
                to.migrations().migrations().stream()
                        .filter(migration -> status.pending().contains(migration.version()))
                        .toList();
        return new Plan(
                from,
                to,
                Way.FORWARD,
                Parts.artefact(from, to),
                Parts.database(pending),
                Parts.configuration(from, to),
                pending,
                problems(status, false));
    }

    /// Back to the code of an earlier version, on the schema as it is.
    ///
    /// @param status of the database against the migrations of `to`, which it may well be ahead of
    public static Plan back(Version from, Version to, Status status) {
        return new Plan(
                from,
                to,
                Way.BACK_BY_CODE,
                Parts.artefact(from, to),
                Part.unchanged(Part.Kind.DATABASE, "The schema stays as it is."),
                Parts.configuration(from, to),
                List.of(),
                problems(status, true));
    }

    /// Whether the code changes, so that instances must be restarted.
    public boolean changesCode() {
        return artefact.risk() != Risk.NONE || configuration.risk() != Risk.NONE;
    }

    public boolean changesSchema() {
        return !pending.isEmpty();
    }

    public Verdict verdict() {
        return problems.isEmpty() ? new Verdict.Pass() : new Verdict.Block(problems);
    }

    public Report toReport() {
        var sections = new ArrayList<Section>();
        for (var part : List.of(artefact, database, configuration)) {
            var lines = new ArrayList<>(part.changes());
            lines.add(part.meaning());
            sections.add(new Section.Text(part.title() + ": " + part.risk().word(), lines));
        }
        sections.add(new Section.Findings("In the way", problems));
        return new Report(verdict(), headline(), sections, toJson());
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("from", from.toJson())
                .put("to", to.toJson())
                .put("way", way == Way.FORWARD ? "forward" : "code-only")
                .put("artefact", artefact.toJson())
                .put("database", database.toJson())
                .put("configuration", configuration.toJson())
                .put("pending", Json.strings(pending.stream().map(Migration::version).toList()))
                .put("problems", Json.array(problems, Finding::toJson));
    }

    private String headline() {
        if (way == Way.BACK_BY_CODE) {
            return "%s back to %s by code alone; the schema stays."
                    .formatted(from.name(), to.name());
        }
        var what = new ArrayList<String>();
        if (artefact.risk() != Risk.NONE) {
            what.add("new code");
        }
        if (changesSchema()) {
            what.add(pending.size() == 1 ? "1 migration" : pending.size() + " migrations");
        }
        if (configuration.risk() != Risk.NONE) {
            what.add("new configuration");
        }
        var carries = what.isEmpty() ? "nothing" : String.join(", ", what);
        return "%s to %s carries %s.".formatted(from.name(), to.name(), carries);
    }

    private static List<Finding> problems(Status status, boolean back) {
        return status.problems().stream()
                .filter(problem -> !(back && problem.kind() == Problem.Kind.AHEAD))
                .map(problem -> finding(problem, status))
                .toList();
    }

    private static Finding finding(Problem problem, Status status) {
        return new Finding(
                "plan/database-" + problem.kind().word(),
                Severity.ERROR,
                problem.place(status.database()),
                problem.what(),
                "",
                "Look with slipway db status; nothing is planned on a database in this state.");
    }
}
