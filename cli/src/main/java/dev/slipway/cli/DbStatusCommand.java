package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `slipway db status`: where a database stands against a folder of migrations.
@Command(
        name = "status",
        description = "Say where a database stands against a folder of migrations; change nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbStatusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final OutputOption output;

    DbStatusCommand(Terminal terminal, ToolConfiguration configuration) {
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var status = migrations.migrator(database).build().status();
        output.print(
                status.toReport(), () -> migrations.folder(database), spec.commandLine().getOut());
        return status.exit().code();
    }
}
