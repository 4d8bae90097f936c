package dev.slipway.service.operations;

import dev.slipway.migrate.Migrator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `db migrate`: applies what the service would apply when it starts.
@Command(
        name = "migrate",
        description = {
            "Apply the pending migrations, each in one transaction with its row of the history.",
            "They are those that the service applies when it starts: whichever comes first does it, and"
                    + " the other finds nothing to do."
        })
final class DbMigrateCommand implements Callable<Integer> {

    private final Service<?> service;
    @Spec private CommandSpec spec;

    @Option(
            names = "--dry-run",
            description = "Print the SQL that would run, file by file; change and lock nothing.")
    private boolean dryRun;

    @Mixin private final AheadOption ahead = new AheadOption();
    @Mixin private final LockOptions locks = new LockOptions();
    @Mixin private final OutputOption output = new OutputOption();

    DbMigrateCommand(Service<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        var waits = new Waits(spec.commandLine().getErr());
        return output.print(
                service.migrating(
                        migrator -> end(locks.set(ahead.set(migrator)).listener(waits).build())));
    }

    private Ending end(Migrator migrator) {
        if (dryRun) {
            var preview = migrator.preview();
            return new Ending(preview.toReport(), preview.exit());
        }
        var outcome = migrator.migrate();
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
