package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command of `slipway db` that changes a database: it waits for the migration lock, tells
/// meanwhile what it is doing, and prints the outcome.
abstract class DbChange implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final WaitOption wait = new WaitOption();
    @Mixin private final OutputOption output;

    private final Terminal terminal;

    DbChange(Terminal terminal, ToolConfiguration configuration) {
        this.terminal = terminal;
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public final Integer call() {
        var err = spec.commandLine().getErr();
        try (var progress = new MigrationProgress(err, terminal)) {
            var migrator = migrations.migrator(database).wait(wait.longest()).listener(progress);
            var ending = Interrupts.stopping(progress::stop, () -> change(migrator));
            progress.end();
            output.print(
                    ending.report(),
                    () -> migrations.folder(database),
                    spec.commandLine().getOut());
            return ending.exit().code();
        }
    }

    /// @param migrator with what all such commands are told set
    abstract Ending change(Migrator.Builder migrator);
}
