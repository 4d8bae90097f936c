package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `slipway db migrate`: applies what is pending.
@Command(
        name = "migrate",
        description =
                "Apply the pending migrations, each in one transaction with its row of the history.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbMigrateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final OutputOption output;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for the migration lock, such as 30s. Default: 10m.")
    private Duration wait = Duration.ofMinutes(10);

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = {
                "Longest wait of an attempt for locks of the database, all together; then the migration"
                        + " is undone, lets the queue pass and tries again.",
                "Default: 500ms."
            })
    private Duration lockTimeout = Duration.ofMillis(500);

    @Option(
            names = "--lock-budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to go on trying for a migration's locks. Default: 10m.")
    private Duration lockBudget = Duration.ofMinutes(10);

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

    private final Terminal terminal;

    DbMigrateCommand(Terminal terminal, ToolConfiguration configuration) {
        this.terminal = terminal;
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try (var progress = new MigrationProgress(err, terminal)) {
            var builder =
                    migrations
                            .migrator(database)
                            .wait(wait)
                            .lockTimeout(lockTimeout)
                            .lockBudget(lockBudget)
                            .waitOldTransactions(waitOldTransactions)
                            .listener(progress);
            Optional.ofNullable(stopAt).ifPresent(builder::stopAt);
            return dryRun ? preview(builder.build()) : migrate(builder.build(), progress);
        }
    }

    private int migrate(Migrator migrator, MigrationProgress progress) {
        var outcome = Interrupts.stopping(progress::stop, migrator::migrate);
        progress.end();
        output.print(outcome.toReport(), spec.commandLine().getOut());
        return outcome.exit().code();
    }

    private int preview(Migrator migrator) {
        var preview = migrator.preview();
        output.print(preview.toReport(), spec.commandLine().getOut());
        return preview.exit().code();
    }
}
