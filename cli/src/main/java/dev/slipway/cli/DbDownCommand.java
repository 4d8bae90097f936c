package dev.slipway.cli;

import dev.slipway.migrate.DataLoss;
import dev.slipway.migrate.Migrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway db down`: takes back the newest migration.
@Command(
        name = "down",
        description = {
            "Take back the newest migration: exactly one, and no data unless that is accepted.",
            "The script comes from the file or, if that is gone, from what Slipway kept of it in the"
                    + " database."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbDownCommand extends DbChange {

    @Mixin private final LockOptions locks = new LockOptions();

    @Option(
            names = "--accept-data-loss",
            description =
                    "Take it back even if that destroys data. Without it the tables, columns and rows"
                            + " that would be lost are named, and nothing is changed.")
    private boolean acceptDataLoss;

    DbDownCommand(Terminal terminal, ToolConfiguration configuration) {
        super(terminal, configuration);
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        var loss = acceptDataLoss ? DataLoss.ACCEPT : DataLoss.REFUSE;
        var outcome = locks.set(migrator).build().down(loss);
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
