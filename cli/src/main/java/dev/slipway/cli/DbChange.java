package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import dev.slipway.report.Exit;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A command of `slipway db` that changes a database: it waits for the migration lock, tells
/// meanwhile what it is doing, and prints the outcome.
abstract class DbChange extends Command {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final DatabaseOptions database;
    private final MigrationOptions migrations;
    private final Supplier<Optional<Duration>> wait;
    private final OutputOption output;

    private final Terminal terminal;

    DbChange(
            Terminal terminal,
            ToolConfiguration configuration,
            String name,
            String... description) {
        super(name, description);
        this.terminal = terminal;
        database = new DatabaseOptions(arguments(), configuration);
        migrations = new MigrationOptions(arguments());
        wait =
                arguments()
                        .option(
                                "--wait",
                                "TIME",
                                Duration.class,
                                "Longest wait for the migration lock, such as 30s. Default: 10m.");
        output = new OutputOption(this, terminal);
    }

    @Override
    final Exit run() {
        try (var progress = new MigrationProgress(err(), terminal)) {
            var migrator =
                    migrations
                            .migrator(database)
                            .wait(wait.get().orElse(LONGEST_WAIT))
                            .listener(progress);
            var ending = Interrupts.stopping(progress::stop, () -> change(migrator));
            progress.end();
            output.print(ending.report(), () -> migrations.folder(database));
            return ending.exit();
        }
    }

    /// @param migrator with what all such commands are told set
    abstract Ending change(Migrator.Builder migrator);
}
