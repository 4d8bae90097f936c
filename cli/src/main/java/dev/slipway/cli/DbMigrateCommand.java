package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `slipway db migrate`: applies what is pending.
final class DbMigrateCommand extends DbChange {

    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(30);

    private final LockOptions locks;
    private final Supplier<Optional<Duration>> waitOldTransactions;
    private final Supplier<Optional<String>> stopAt;
    private final BooleanSupplier dryRun;
    private final VerdictOption verdict;

    DbMigrateCommand(Terminal terminal, ToolConfiguration configuration) {
        super(
                terminal,
                configuration,
                "migrate",
                "Apply the pending migrations, each in one transaction with its row of the"
                        + " history.");
        var arguments = arguments();
        locks = new LockOptions(arguments);
        waitOldTransactions =
                arguments.option(
                        "--wait-old-transactions",
                        "TIME",
                        Duration.class,
                        "Longest wait of a statement that cannot run in a transaction, such as"
                                + " CREATE INDEX CONCURRENTLY, for others to end theirs.",
                        "Default: 30m.");
        stopAt =
                arguments.option(
                        "--target",
                        "VERSION",
                        String.class,
                        "Last version to apply. Default: the newest.");
        dryRun =
                arguments.flag(
                        "--dry-run",
                        "Print the SQL that would run, file by file; change and lock nothing.");
        verdict = new VerdictOption(arguments);
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        locks.set(migrator)
                .waitOldTransactions(waitOldTransactions.get().orElse(LONGEST_TRANSACTION));
        stopAt.get().ifPresent(migrator::stopAt);
        return verdict.set(migrator)
                .orElseGet(() ->
                        dryRun.getAsBoolean()
                                ? preview(migrator.build())
                                : migrate(migrator.build()));
    }

    private static Ending migrate(Migrator migrator) {
        var outcome = migrator.migrate();
        return new Ending(outcome.toReport(), outcome.exit());
    }

    private static Ending preview(Migrator migrator) {
        var preview = migrator.preview();
        return new Ending(preview.toReport(), preview.exit());
    }
}
