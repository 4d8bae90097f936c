package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How patient a command is with those who use the tables that it changes.
final class LockOptions {

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = {
                "Longest wait of an attempt for locks of the database, all together; then the attempt is"
                        + " undone, and made again when the queue has passed.",
                "Default: 500ms."
            })
    private Duration timeout = Duration.ofMillis(500);

    @Option(
            names = "--lock-budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to go on trying for a migration's locks. Default: 10m.")
    private Duration budget = Duration.ofMinutes(10);

    Migrator.Builder set(Migrator.Builder migrator) {
        return migrator.lockTimeout(timeout).lockBudget(budget);
    }
}
