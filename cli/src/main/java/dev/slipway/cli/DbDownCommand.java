package dev.slipway.cli;

import dev.slipway.migrate.DataLoss;
import dev.slipway.migrate.Migrator;
import java.util.function.BooleanSupplier;

/// `slipway db down`: takes back the newest migration.
final class DbDownCommand extends DbChange {

    private final LockOptions locks;
    private final BooleanSupplier acceptDataLoss;

    DbDownCommand(Terminal terminal, ToolConfiguration configuration) {
        super(
                terminal,
                configuration,
                "down",
                "Take back the newest migration: exactly one, and no data unless that is accepted.",
                "The script comes from the file or, if that is gone, from what Slipway kept of it"
                        + " in the database.");
        locks = new LockOptions(arguments());
        acceptDataLoss =
                arguments()
                        .flag(
                                "--accept-data-loss",
                                "Take it back even if that destroys data. Without it the tables,"
                                        + " columns and rows that would be lost are named, and"
                                        + " nothing is changed.");
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        var loss = acceptDataLoss.getAsBoolean() ? DataLoss.ACCEPT : DataLoss.REFUSE;
        var outcome = locks.set(migrator).build().down(loss);
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
