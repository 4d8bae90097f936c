package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How patient a command is with those who use the tables that it changes.
final class LockOptions {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration BUDGET = Duration.ofMinutes(10);

    private final Supplier<Optional<Duration>> timeout;
    private final Supplier<Optional<Duration>> budget;

    LockOptions(Arguments arguments) {
        timeout =
                arguments.option(
                        "--lock-timeout",
                        "TIME",
                        Duration.class,
                        "Longest wait of an attempt for locks of the database, all together; then"
                                + " the attempt is undone, and made again when the queue has"
                                + " passed.",
                        "Default: 500ms.");
        budget =
                arguments.option(
                        "--lock-budget",
                        "TIME",
                        Duration.class,
                        "How long to go on trying for a migration's locks. Default: 10m.");
    }

    Migrator.Builder set(Migrator.Builder migrator) {
        return migrator.lockTimeout(timeout.get().orElse(TIMEOUT))
                .lockBudget(budget.get().orElse(BUDGET));
    }
}
