package dev.slipway.migrate;

import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a database stands against a set of migrations.
///
/// @param database without its password
/// @param schema that holds the history
/// @param current the highest applied version
/// @param applied how many migrations the history holds
/// @param pending versions that are not applied, in the order in which they would run
/// @param problems every one, not only the one that gave the state its name
/// @param bookkeeping why Slipway keeps no records of its own there, if it does not
/// @param proven the versions of the service that a rehearsal proved to work on what is applied
/// @param ahead how the caller wants a database that is ahead to be taken
public record Status(
        State state,
        String format,
        String database,
        String schema,
        Optional<String> current,
        int applied,
        List<String> pending,
        List<Problem> problems,
        Optional<String> bookkeeping,
        List<String> proven,
        Ahead ahead) {

    public Status {
        pending = List.copyOf(pending);
        problems = List.copyOf(problems);
        proven = List.copyOf(proven);
    }

    /// The same, with problems that only the caller knows of.
    Status with(List<Problem> more) {
        var all = new ArrayList<>(problems);
        all.addAll(more);
        return new Status(
                state,
                format,
                database,
                schema,
                current,
                applied,
                pending,
                all,
                bookkeeping,
                proven,
                ahead);
    }

    /// Whether migrations may run on it, were any pending.
    public boolean mayMigrate() {
        return problems.stream().noneMatch(this::stops);
    }

    private boolean stops(Problem problem) {
        return switch (problem.kind()) {
            case AHEAD -> !ahead.tolerates(proven);
            case HALF_DONE -> false;
            case FOREIGN,
                    DIRTY,
                    CHANGED,
                    LINE_ENDINGS,
                    MISSING,
                    OUT_OF_ORDER,
                    CODE,
                    NOT_REHEARSED ->
                    true;
        };
    }

    /// How a command that shows this status ends.
    public Exit exit() {
        if (state == State.AHEAD && ahead.tolerates(proven)) {
            return pending.isEmpty() ? Exit.DONE : Exit.PENDING;
        }
        return state.exit();
    }

    public Report toReport() {
        return new Report(verdict(), headline(), List.of(facts(), problemSection()), toJson());
    }

    public Json.Obj toJson() {
        var json =
                Json.object()
                        .put("state", state.word())
                        .put("format", format)
                        .put("database", database)
                        .put("schema", schema);
        return current.map(version -> json.put("current", version))
                .orElseGet(() -> json.putNull("current"))
                .put("applied", applied)
                .put("pending", Json.strings(pending))
                .put("problems", Json.array(problems, Problem::toJson))
                .put("bookkeeping", bookkeeping.isEmpty())
                .put("proven", Json.strings(proven));
    }

    private Verdict verdict() {
        return switch (exit()) {
            case DONE -> new Verdict.Pass();
            case PENDING -> new Verdict.Inconclusive(count(pending.size()) + " not applied");
            default -> new Verdict.Block(findings());
        };
    }

    private String headline() {
        return switch (state) {
            case READY -> "Ready: " + count(applied) + " applied, none pending.";
            case PENDING ->
                    "Pending: " + count(pending.size()) + " to apply, " + applied + " applied.";
            case AHEAD -> aheadHeadline();
            case DRIFT -> "Drift: what was applied and what the files say differ.";
            case DIRTY -> "Dirty: a migration failed half-way.";
            case FOREIGN -> "Foreign: there are tables, but no migration history that fits.";
        };
    }

    private String aheadHeadline() {
        if (ahead.tolerates(proven)) {
            return "Ahead, and tolerated: the database has migrations that the files do not.";
        }
        return "Ahead: the database has migrations that the files do not"
                + (ahead instanceof Ahead.TolerateIfProven wanted
                        ? unproven(wanted.version())
                        : ".");
    }

    private static String unproven(String version) {
        return ", and "
                + version
                + " is not proven to work on it: slipway rehearse --old-version "
                + version
                + " --output json proves it, and slipway db migrate --verdict keeps the proof.";
    }

    private Section facts() {
        var facts =
                new ArrayList<>(
                        List.of(
                                List.of("database", database),
                                List.of("schema", schema),
                                List.of("format", format),
                                List.of("current", known(current.orElse("none"))),
                                List.of("applied", known(Integer.toString(applied))),
                                List.of(
                                        "pending",
                                        known(
                                                pending.isEmpty()
                                                        ? "none"
                                                        : String.join(", ", pending))),
                                List.of("bookkeeping", bookkeeping.orElse("on"))));
        if (!proven.isEmpty()) {
            facts.add(
                    List.of(
                            "proven",
                            String.join(", ", proven)
                                    + (proven.size() == 1 ? " works" : " work")
                                    + " on it as it stands"));
        }
        return new Section.Table(
                "Database",
                List.of(Section.Column.left("what"), Section.Column.left("value")),
                facts);
    }

    /// Without a history that fits, nothing is known of what was applied.
    private String known(String fact) {
        return state == State.FOREIGN ? "unknown" : fact;
    }

    private Section problemSection() {
        return new Section.Findings("Problems", findings());
    }

    List<Finding> findings() {
        return problems.stream().map(this::finding).toList();
    }

    private Finding finding(Problem problem) {
        return new Finding(
                "history/" + problem.kind().word(),
                stops(problem) ? Severity.ERROR : Severity.NOTE,
                problem.place(schema),
                problem.what(),
                "",
                "");
    }

    private static String count(int migrations) {
        return migrations == 1 ? "1 migration" : migrations + " migrations";
    }
}
