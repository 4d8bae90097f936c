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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `slipway rehearse`: runs the pending migrations on a copy and reports.
@Command(
        name = "rehearse",
        description = {
            "Run the pending migrations on a copy of the database, and report.",
            "",
            "It says what they lock, rewrite and scan and for how long, whether the old version's SQL"
                    + " still works, what a down would lose, and which way back there is. The database itself is only read.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class RehearseCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final CopyOptions origin;
    @Mixin private final OutputOption output;

    @Mixin private final OldSqlOptions oldSql = new OldSqlOptions();
    @Mixin private final StartOptions start = new StartOptions();

    @Option(
            names = "--old-version",
            paramLabel = "NAME",
            description = "What to call that version in the report, such as 1.0.0.")
    private String oldVersion = "the old version";

    @Option(
            names = "--new-version",
            paramLabel = "NAME",
            description =
                    "What to call the version to come in the verdict, should --new-command pass a"
                            + " --check.")
    private @Nullable String newVersion;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = {
                "What ends in exit 3: blocker, error, warning or note, and all that is worse.",
                "Default: blocker, which is a migration that fails or an old version that breaks."
            })
    private FailOn failOn = FailOn.BLOCKER;

    @Option(
            names = "--no-down",
            description =
                    "Do not take the migrations back to find out what that loses. It copies the copy"
                            + " once for every migration that has a down script.")
    private boolean noDown;

    @Mixin private final LongestOption longest = new LongestOption();

    private final Terminal terminal;
    private final WorkFolder work;

    RehearseCommand(Terminal terminal, ToolConfiguration configuration, WorkFolder work) {
        this.terminal = terminal;
        this.work = work;
        database = new DatabaseOptions(configuration);
        origin = new CopyOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        origin.check(database);
        start.check();
        var ending = origin.isLive() ? live() : lifeless();
        output.print(
                ending.report(), () -> migrations.folder(database), spec.commandLine().getOut());
        return ending.exit().code();
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
        return RehearsalResult.withoutCopy(oldVersion, status)
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
        try (var live = new LiveLine(terminal, spec.commandLine().getErr())) {
            var copy = Copy.of(from, site, database.role(), origin.masking(), origin.limit(), live);
            var failed = copy.drill().filter(drill -> !drill.passed());
            if (failed.isPresent()) {
                return new Ending(failed.get().toReport(), Exit.BLOCKED);
            }
            live.show("Rehearsing " + asked.set().origin());
            copy.drill().map(RehearseCommand::drilled).ifPresent(rehearsal::backup);
            copy.role().ifPresent(rehearsal::role);
            var result = rehearsal.copy(copy.url()).progress(live).build().run();
            return new Ending(noted(result.toReport(failOn), copy.notes()), result.exit(failOn));
        }
    }

    private Rehearsal.Builder rehearsal(Asked asked) {
        var rehearsal =
                Rehearsal.builder()
                        .migrations(asked.set())
                        .ahead(migrations.ahead())
                        .outOfOrder(migrations.outOfOrder())
                        .oldVersion(oldVersion)
                        .down(!noDown)
                        .yardstick(asked.yardstick());
        Optional.ofNullable(newVersion).ifPresent(rehearsal::newVersion);
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
        return new Ending(result.toReport(failOn), result.exit(failOn));
    }
}
