package dev.slipway.cli;

import dev.slipway.migrate.DataLoss;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `slipway db down`: takes back the newest migration.
@Command(
        name = "down",
        description = {
            "Take back the newest migration: exactly one, and no data unless that is accepted.",
            "The script comes from the file or, if that is gone, from what Slipway kept of it in the"
                    + " database."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbDownCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final WaitOption wait = new WaitOption();
    @Mixin private final OutputOption output;

    @Option(
            names = "--accept-data-loss",
            description =
                    "Take it back even if that destroys data. Without it the tables, columns and rows"
                            + " that would be lost are named, and nothing is changed.")
    private boolean acceptDataLoss;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Longest wait of an attempt for locks of the database, all together. Default:"
                            + " 500ms.")
    private Duration lockTimeout = Duration.ofMillis(500);

    @Option(
            names = "--lock-budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to go on trying for the locks. Default: 10m.")
    private Duration lockBudget = Duration.ofMinutes(10);

    private final Terminal terminal;

    DbDownCommand(Terminal terminal, ToolConfiguration configuration) {
        this.terminal = terminal;
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        try (var progress = new MigrationProgress(err, terminal)) {
            var migrator =
                    migrations
                            .migrator(database)
                            .wait(wait.longest())
                            .lockTimeout(lockTimeout)
                            .lockBudget(lockBudget)
                            .listener(progress)
                            .build();
            var policy = acceptDataLoss ? DataLoss.ACCEPT : DataLoss.REFUSE;
            var outcome = Interrupts.stopping(progress::stop, () -> migrator.down(policy));
            progress.end();
            output.print(outcome.toReport(), spec.commandLine().getOut());
            return outcome.exit().code();
        }
    }
}
