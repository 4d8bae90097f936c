package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway db migrate`: applies what is pending.
@Command(
        name = "migrate",
        description =
                "Apply the pending migrations, each in one transaction with its row of the history.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbMigrateCommand extends DbChange {

    @Mixin private final LockOptions locks = new LockOptions();

    @Option(
            names = "--wait-old-transactions",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = {
                "Longest wait of a statement that cannot run in a transaction, such as CREATE INDEX"
                        + " CONCURRENTLY, for others to end theirs.",
                "Default: 30m."
            })
    private Duration waitOldTransactions = Duration.ofMinutes(30);

    @Option(
            names = "--target",
            paramLabel = "VERSION",
            description = "Last version to apply. Default: the newest.")
    private @Nullable String stopAt;

    @Option(
            names = "--dry-run",
            description = "Print the SQL that would run, file by file; change and lock nothing.")
    private boolean dryRun;

    @Mixin private final VerdictOption verdict = new VerdictOption();

    DbMigrateCommand(Terminal terminal, ToolConfiguration configuration) {
        super(terminal, configuration);
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        locks.set(migrator).waitOldTransactions(waitOldTransactions);
        Optional.ofNullable(stopAt).ifPresent(migrator::stopAt);
        return verdict.set(migrator)
                .orElseGet(() -> dryRun ? preview(migrator.build()) : migrate(migrator.build()));
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
