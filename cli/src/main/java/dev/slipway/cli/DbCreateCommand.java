package dev.slipway.cli;

import dev.slipway.migrate.NewMigration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "Folder of migrations. Default: what the tool's own configuration names.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "slipway, sqlx, goose, flyway, golang-migrate or dbmate; needed in an empty folder.",
                "Default: auto, what the tool's own configuration or the files show."
            })
    private String format = "auto";

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
        var told = format.equals("auto") ? Optional.<String>empty() : Optional.of(format);
        var tool = configuration.settings(told, Optional.empty());
        var created =
                NewMigration.create(
                        MigrationFiles.folder(folder, configuration, tool, spec),
                        MigrationFiles.format(format, tool, spec),
                        name,
                        clock);
        output.print(created.toReport(), spec.commandLine().getOut());
        return 0;
    }
}
