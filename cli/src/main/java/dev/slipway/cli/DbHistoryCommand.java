package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `slipway db history`: who applied what.
@Command(
        name = "history",
        description = "List who applied which migration when, from where, and how long it took.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbHistoryCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationFiles migrations = new MigrationFiles();
    @Mixin private final OutputOption output;

    DbHistoryCommand(Terminal terminal, ToolConfiguration configuration) {
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var chronicle = migrations.migrator(database).build().history();
        output.print(chronicle.toReport(), spec.commandLine().getOut());
        return chronicle.exit().code();
    }
}
