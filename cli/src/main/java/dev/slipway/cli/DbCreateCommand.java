package dev.slipway.cli;

import dev.slipway.migrate.NewMigration;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `slipway db create`: begins a migration in a folder of migrations.
@Command(
        name = "create",
        description = "Write the next migration's files, in the folder's own format and style.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbCreateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "What it does, such as add_posters: letters, digits and underscores.")
    private String name = "";

    @Mixin private final FolderOptions migrations = new FolderOptions();
    @Mixin private final OutputOption output;

    private final ToolConfiguration configuration;
    private final Clock clock;

    DbCreateCommand(Terminal terminal, ToolConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var tool = configuration.settings(migrations.told(), Optional.empty());
        var created =
                NewMigration.create(
                        migrations.folder(configuration, tool),
                        migrations.format(tool),
                        name,
                        clock);
        output.print(created.toReport(), spec.commandLine().getOut());
        return 0;
    }
}
