package dev.slipway.cli;

import dev.slipway.migrate.Confirm;
import dev.slipway.migrate.Marks;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `slipway db repair`: shows what is wrong with a history, and puts it right with `--yes`.
@Command(
        name = "repair",
        description = {
            "Show what is wrong with the history and the SQL that would put it right; run that with"
                    + " --yes.",
            "It looks for failed marks, half-done scripts, checksums that differ in line endings"
                    + " alone, and indexes that were not built to their end."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbRepairCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final WaitOption wait = new WaitOption();
    @Mixin private final OutputOption output;

    @Option(names = "--yes", description = "Make the changes, and do not only show them.")
    private boolean yes;

    @Option(
            names = "--mark-applied",
            paramLabel = "VERSION",
            description = "This version was applied by hand: write that, and run nothing.")
    private List<String> applied = List.of();

    @Option(
            names = "--mark-pending",
            paramLabel = "VERSION",
            description = "This version was taken back by hand: write that, and run nothing.")
    private List<String> pending = List.of();

    private final Terminal terminal;

    DbRepairCommand(Terminal terminal, ToolConfiguration configuration) {
        this.terminal = terminal;
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try (var progress = new MigrationProgress(err, terminal)) {
            var outcome =
                    migrations
                            .migrator(database)
                            .wait(wait.longest())
                            .listener(progress)
                            .build()
                            .repair(yes ? Confirm.YES : Confirm.NO, new Marks(applied, pending));
            progress.end();
            output.print(outcome.toReport(), spec.commandLine().getOut());
            return outcome.exit().code();
        }
    }
}
