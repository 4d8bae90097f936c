package dev.slipway.cli;

import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.copy.Base;
import dev.slipway.engine.copy.Copy;
import dev.slipway.engine.copy.Origin;
import dev.slipway.engine.copy.Site;
import dev.slipway.engine.drill.DrillResult;
import dev.slipway.engine.postgres.ScratchFolder;
import dev.slipway.engine.rehearse.Allowance;
import dev.slipway.engine.rehearse.FailOn;
import dev.slipway.engine.rehearse.Rehearsal;
import dev.slipway.engine.rehearse.RehearsalResult;
import dev.slipway.engine.rehearse.Yardstick;
import dev.slipway.engine.rollback.DrilledBackup;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `slipway rehearse`: runs the pending migrations on a copy and reports.
final class RehearseCommand extends Command {

    private final DatabaseOptions database;
    private final MigrationOptions migrations;
    private final CopyOptions origin;
    private final OutputOption output;
    private final OldSqlOptions oldSql;
    private final StartOptions start;
    private final Supplier<Optional<String>> oldVersion;
    private final Supplier<Optional<String>> newVersion;
    private final Supplier<Optional<FailOn>> failOn;
    private final BooleanSupplier noDown;
    private final LongestOption longest;

    private final Terminal terminal;
    private final WorkFolder work;

    RehearseCommand(Terminal terminal, ToolConfiguration configuration, WorkFolder work) {
        super(
                "rehearse",
                "Run the pending migrations on a copy of the database, and report.",
                "",
                "It says what they lock, rewrite and scan and for how long, whether the old"
                        + " version's SQL still works, what a down would lose, and which way back"
                        + " there is. The database itself is only read.",
                "");
        this.terminal = terminal;
        this.work = work;
        var arguments = arguments();
        database = new DatabaseOptions(arguments, configuration);
        migrations = new MigrationOptions(arguments);
        origin = new CopyOptions(arguments, configuration);
        output = new OutputOption(this, terminal);
        oldSql = new OldSqlOptions(arguments);
        start = new StartOptions(arguments);
        oldVersion =
                arguments.option(
                        "--old-version",
                        "NAME",
                        String.class,
                        "What to call that version in the report, such as 1.0.0.");
        newVersion =
                arguments.option(
                        "--new-version",
                        "NAME",
                        String.class,
                        "What to call the version to come in the verdict, should --new-command"
                                + " pass a --check.");
        failOn =
                arguments.option(
                        "--fail-on",
                        "SEVERITY",
                        FailOn.class,
                        "What ends in exit 3: blocker, error, warning or note, and all that is"
                                + " worse.",
                        "Default: blocker, which is a migration that fails or an old version that"
                                + " breaks.");
        noDown =
                arguments.flag(
                        "--no-down",
                        "Do not take the migrations back to find out what that loses. It copies"
                                + " the copy once for every migration that has a down script.");
        longest = new LongestOption(arguments);
    }

    @Override
    Exit run() {
        origin.check(database);
        start.check();
        var ending = origin.isLive() ? live() : lifeless();
        output.print(ending.report(), () -> migrations.folder(database));
        return ending.exit();
    }

    /// What is rehearsed, and what it is measured by.
    private record Asked(
            MigrationSet set, Optional<OldSql> sql, Optional<String> schema, Yardstick yardstick) {}

    /// What the database itself can tell needs no copy.
    private Ending live() {
        var source = database.database(migrations.tool(database));
        var status = migrations.migrator(database).build().status();
        var set = migrations.set(database, status);
        var sql = oldSql.read(Optional.of(source));
        Allowance.of(set, status.pending());
        var table = migrations.table(database).orElseGet(set.format()::defaultTable);
        return RehearsalResult.withoutCopy(oldVersion(), status)
                .map(this::ending)
                .orElseGet(() ->
                        onCopy(
                                origin.live(source, status.schema(), table),
                                new Asked(
                                        set,
                                        sql,
                                        Optional.of(status.schema()),
                                        longest.yardstick(Optional.of(source)))));
    }

    private Ending lifeless() {
        var set = migrations.set(database);
        var schema = database.schema();
        var table = migrations.table(database);
        return onCopy(
                origin.lifeless(version -> new Base(set, schema, table, version)),
                new Asked(
                        set,
                        oldSql.read(Optional.empty()),
                        schema,
                        longest.yardstick(Optional.empty())));
    }

    private Ending onCopy(Origin from, Asked asked) {
        var scratch = ScratchFolder.in(work.scratch());
        var rehearsal = rehearsal(asked);
        var site = origin.site(scratch.path(), work.cache(), rehearsal.databases());
        return Interrupts.cleaningUp(
                () -> {
                    try (scratch;
                            site) {}
                },
                () -> onCopy(from, site, asked, rehearsal));
    }

    private Ending onCopy(Origin from, Site site, Asked asked, Rehearsal.Builder rehearsal) {
        try (var live = new LiveLine(terminal, err())) {
            var copy = Copy.of(from, site, database.role(), origin.masking(), origin.limit(), live);
            var failed = copy.drill().filter(drill -> !drill.passed());
            if (failed.isPresent()) {
                return new Ending(failed.get().toReport(), Exit.BLOCKED);
            }
            live.show("Rehearsing " + asked.set().origin());
            copy.drill().map(RehearseCommand::drilled).ifPresent(rehearsal::backup);
            copy.role().ifPresent(rehearsal::role);
            var result = rehearsal.copy(copy.url()).progress(live).build().run();
            return new Ending(
                    noted(result.toReport(failOn()), copy.notes()), result.exit(failOn()));
        }
    }

    private Rehearsal.Builder rehearsal(Asked asked) {
        var rehearsal =
                Rehearsal.builder()
                        .migrations(asked.set())
                        .ahead(migrations.ahead())
                        .outOfOrder(migrations.outOfOrder())
                        .oldVersion(oldVersion())
                        .down(!noDown.getAsBoolean())
                        .yardstick(asked.yardstick());
        newVersion.get().ifPresent(rehearsal::newVersion);
        asked.schema().ifPresent(rehearsal::schema);
        migrations.table(database).ifPresent(rehearsal::table);
        asked.sql().ifPresent(rehearsal::oldSql);
        start.old().ifPresent(rehearsal::oldCommand);
        start.next().ifPresent(rehearsal::newCommand);
        return rehearsal;
    }

    private static DrilledBackup drilled(DrillResult drill) {
        return new DrilledBackup(
                "a backup taken then, which is gone now,", drill.backup().at(), drill.took());
    }

    /// What a reader must know of the copy before they rely on what was seen on it.
    private static Report noted(Report report, List<String> notes) {
        if (notes.isEmpty()) {
            return report;
        }
        var sections = new ArrayList<>(report.sections());
        sections.add(new Section.Text("In what the copy is not like the source", notes));
        return new Report(
                report.verdict(),
                report.headline(),
                sections,
                report.data().put("copy_differs", Json.strings(notes)));
    }

    private Ending ending(RehearsalResult result) {
        return new Ending(result.toReport(failOn()), result.exit(failOn()));
    }

    private FailOn failOn() {
        return failOn.get().orElse(FailOn.BLOCKER);
    }

    private String oldVersion() {
        return oldVersion.get().orElse("the old version");
    }
}
