package dev.slipway.cli;

import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.drill.Copy;
import dev.slipway.engine.drill.DrillResult;
import dev.slipway.engine.postgres.ScratchFolder;
import dev.slipway.engine.rehearse.Allowance;
import dev.slipway.engine.rehearse.FailOn;
import dev.slipway.engine.rehearse.Rehearsal;
import dev.slipway.engine.rehearse.RehearsalResult;
import dev.slipway.engine.rehearse.Yardstick;
import dev.slipway.engine.rollback.DrilledBackup;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    @Mixin private final OutputOption output;

    @Mixin private final OldSqlOptions oldSql = new OldSqlOptions();

    @Option(
            names = "--old-version",
            paramLabel = "NAME",
            description = "What to call that version in the report, such as 1.0.0.")
    private String oldVersion = "the old version";

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

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest time for the backup, and for the restore. Default: 2h.")
    private Duration limit = Duration.ofHours(2);

    @Mixin private final LongestOption longest = new LongestOption();

    private final Terminal terminal;
    private final WorkFolder work;

    RehearseCommand(Terminal terminal, ToolConfiguration configuration, WorkFolder work) {
        this.terminal = terminal;
        this.work = work;
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var source = database.database(migrations.tool(database));
        var set = migrations.set(database);
        var sql = oldSql.read(source);
        var status = migrations.migrator(database).build().status();
        Allowance.of(set, status.pending());
        var ending =
                RehearsalResult.withoutCopy(oldVersion, status)
                        .map(this::ending)
                        .orElseGet(() ->
                                onCopy(
                                        source,
                                        set,
                                        sql,
                                        status.schema(),
                                        longest.yardstick(source)));
        output.print(
                ending.report(), () -> migrations.folder(database), spec.commandLine().getOut());
        return ending.exit().code();
    }

    private Ending onCopy(
            DatabaseUrl source,
            MigrationSet set,
            Optional<OldSql> sql,
            String schema,
            Yardstick yardstick) {
        var scratch = ScratchFolder.in(work.scratch());
        return Interrupts.cleaningUp(
                scratch::close, () -> onCopy(source, set, sql, schema, yardstick, scratch.path()));
    }

    private Ending onCopy(
            DatabaseUrl source,
            MigrationSet set,
            Optional<OldSql> sql,
            String schema,
            Yardstick yardstick,
            Path scratch) {
        try (var live = new LiveLine(terminal, spec.commandLine().getErr());
                var copy = Copy.of(source, scratch, work.cache(), limit, live::show)) {
            if (!copy.drill().passed()) {
                return new Ending(copy.drill().toReport(), Exit.BLOCKED);
            }
            live.show("Rehearsing " + set.origin());
            return ending(rehearsal(copy, set, sql, schema).yardstick(yardstick).build().run());
        }
    }

    /// Without the role: owners and privileges are not copied, so it could do nothing there.
    private Rehearsal.Builder rehearsal(
            Copy copy, MigrationSet set, Optional<OldSql> sql, String schema) {
        var rehearsal =
                Rehearsal.builder()
                        .copy(copy.url())
                        .migrations(set)
                        .schema(schema)
                        .ahead(migrations.ahead())
                        .outOfOrder(migrations.outOfOrder())
                        .oldVersion(oldVersion)
                        .down(!noDown)
                        .backup(drilled(copy.drill()));
        migrations.table(database).ifPresent(rehearsal::table);
        sql.ifPresent(rehearsal::oldSql);
        return rehearsal;
    }

    private static DrilledBackup drilled(DrillResult drill) {
        return new DrilledBackup(
                "a backup taken then, which is gone now,", drill.backup().at(), drill.took());
    }

    private Ending ending(RehearsalResult result) {
        return new Ending(result.toReport(failOn), result.exit(failOn));
    }
}
