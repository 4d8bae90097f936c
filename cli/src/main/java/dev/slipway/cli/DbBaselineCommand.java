package dev.slipway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `slipway db baseline`: adopts a database that has tables and no history.
@Command(
        name = "baseline",
        description =
                "Adopt a database that has tables but no history: migrations up to VERSION count as"
                        + " applied, and none is run.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbBaselineCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "VERSION",
            description = "The newest migration whose tables are there already.")
    private String version = "";

    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final WaitOption wait = new WaitOption();
    @Mixin private final OutputOption output;

    private final Terminal terminal;

    DbBaselineCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        database = new DatabaseOptions(environment);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var outcome =
                migrations
                        .migrator(database)
                        .wait(wait.longest())
                        .listener(new MigrationProgress(spec.commandLine().getErr(), terminal))
                        .build()
                        .baseline(version);
        output.print(outcome.toReport(), spec.commandLine().getOut());
        return outcome.exit().code();
    }
}
