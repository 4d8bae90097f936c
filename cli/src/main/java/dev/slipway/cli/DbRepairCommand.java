package dev.slipway.cli;

import dev.slipway.migrate.Confirm;
import dev.slipway.migrate.Marks;
import dev.slipway.migrate.Migrator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class DbRepairCommand extends DbChange {

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

    DbRepairCommand(Terminal terminal, ToolConfiguration configuration) {
        super(terminal, configuration);
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        var marks = new Marks(applied, pending);
        var outcome = migrator.build().repair(yes ? Confirm.YES : Confirm.NO, marks);
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
