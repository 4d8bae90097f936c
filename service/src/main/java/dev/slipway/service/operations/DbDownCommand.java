package dev.slipway.service.operations;

import dev.slipway.migrate.DataLoss;
import dev.slipway.migrate.Migrator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `db down`: takes back the newest migration.
@Command(
        name = "down",
        description = {
            "Take back the newest migration: exactly one, and no data unless that is accepted.",
            "The script comes from this version or, if it has none, from what Slipway kept of it in the"
                    + " database."
        })
final class DbDownCommand implements Callable<Integer> {

    private final Service<?> service;
    @Spec private CommandSpec spec;

    @Option(
            names = "--accept-data-loss",
            description =
                    "Take it back even if that destroys data. Without it the tables, columns and rows"
                            + " that would be lost are named, and nothing is changed.")
    private boolean acceptDataLoss;

    @Mixin private final LockOptions locks = new LockOptions();
    @Mixin private final OutputOption output = new OutputOption();

    DbDownCommand(Service<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        var waits = new Waits(spec.commandLine().getErr());
        return output.print(
                service.migrating(migrator -> end(locks.set(migrator).listener(waits).build())));
    }

    private Ending end(Migrator migrator) {
        var outcome = migrator.down(acceptDataLoss ? DataLoss.ACCEPT : DataLoss.REFUSE);
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
