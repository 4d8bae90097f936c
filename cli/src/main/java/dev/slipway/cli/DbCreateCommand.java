package dev.slipway.cli;

import dev.slipway.migrate.NewMigration;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
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
            required = true,
            description = "Folder of migrations.")
    private Path folder = Path.of("migrations");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "slipway, sqlx, goose, flyway, golang-migrate or dbmate; needed in an empty folder.",
                "Default: auto, what the files show."
            })
    private String format = "auto";

    @Mixin private final OutputOption output;

    private final Clock clock;

    DbCreateCommand(Terminal terminal, Clock clock) {
        this.clock = clock;
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var created = NewMigration.create(folder, format(), name, clock);
        output.print(created.toReport(), spec.commandLine().getOut());
        return 0;
    }

    private Optional<Format> format() {
        var found = Formats.of(format);
        if (found.isEmpty() && !format.equals("auto")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "there is no format "
                            + format
                            + ": it is auto or one of "
                            + Formats.all().stream()
                                    .map(Format::word)
                                    .collect(Collectors.joining(", ")));
        }
        return found;
    }
}
