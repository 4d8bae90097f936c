package dev.slipway.cli;

import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.drill.Copy;
import dev.slipway.engine.drill.DrillResult;
import dev.slipway.engine.postgres.ScratchFolder;
import dev.slipway.engine.rehearse.Rehearsal;
import dev.slipway.engine.rollback.DrilledBackup;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.MigrationSet;
import dev.slipway.report.Exit;
import dev.slipway.report.Report;
import dev.slipway.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
            "Run the pending migrations on a copy of the database, and say what they lock, rewrite and"
                    + " scan, whether the old version's SQL still works, and which way back there is.",
            "The database itself is only read."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class RehearseCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final OutputOption output;

    @Option(
            names = "--old-sql",
            paramLabel = "DIR",
            description =
                    "The SQL of the version that runs now: SQLx's query-*.json, or .sql files. Without"
                            + " it nobody can say whether its code works on the new schema.")
    private @Nullable Path oldSql;

    @Option(
            names = "--old-version",
            paramLabel = "NAME",
            description = "What to call that version in the report, such as 1.0.0.")
    private String oldVersion = "the old version";

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest time for the backup, and for the restore. Default: 2h.")
    private Duration limit = Duration.ofHours(2);

    private final Terminal terminal;

    RehearseCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        database = new DatabaseOptions(environment);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var source = database.database();
        var set = migrations.set();
        var sql = Optional.ofNullable(oldSql).map(OldSql::read);
        var scratch = ScratchFolder.in(WorkFolder.scratch());
        var report =
                Interrupts.cleaningUp(scratch::close, () -> rehearse(source, set, sql, scratch));
        output.print(report, spec.commandLine().getOut());
        return exit(report).code();
    }

    private Report rehearse(
            DatabaseUrl source, MigrationSet set, Optional<OldSql> sql, ScratchFolder scratch) {
        try (var live = new LiveLine(terminal, spec.commandLine().getErr());
                var copy = Copy.of(source, scratch.path(), WorkFolder.cache(), limit, live::show)) {
            if (!copy.drill().passed()) {
                return copy.drill().toReport();
            }
            live.show("Rehearsing " + set.origin());
            var rehearsal =
                    Rehearsal.builder()
                            .copy(copy.url())
                            .migrations(set)
                            .oldVersion(oldVersion)
                            .backup(drilled(copy.drill()));
            rehearsal.ahead(migrations.ahead()).outOfOrder(migrations.outOfOrder());
            database.schema().ifPresent(rehearsal::schema);
            database.role().ifPresent(rehearsal::role);
            migrations.table().ifPresent(rehearsal::table);
            sql.ifPresent(rehearsal::oldSql);
            return rehearsal.build().run().toReport();
        }
    }

    private static DrilledBackup drilled(DrillResult drill) {
        var backup = drill.backup();
        return new DrilledBackup("the backup of " + backup.at(), backup.at(), drill.took());
    }

    private static Exit exit(Report report) {
        return switch (report.verdict()) {
            case Verdict.Pass _, Verdict.Waived _ -> Exit.DONE;
            case Verdict.Block _ -> Exit.BLOCKED;
            case Verdict.Inconclusive _ -> Exit.INCONCLUSIVE;
        };
    }
}
