package dev.slipway.cli;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Names a folder of migrations and its format.
class FolderOptions {

    private static final String AUTO = "auto";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "Folder of migrations. Default: what the tool's own configuration names.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "slipway, sqlx, goose, flyway, golang-migrate or dbmate.",
                "Default: auto, what the tool's own configuration, the history in the database and"
                        + " the files agree on."
            })
    private String format = AUTO;

    /// What the format is called, if one is told.
    final Optional<String> told() {
        return format.equals(AUTO) ? Optional.empty() : Optional.of(format);
    }

    /// The format that is told, or else the one of the tool that is configured.
    final Optional<Format> format(Optional<ToolSettings> tool) {
        return told().map(this::named).or(() -> tool.map(ToolSettings::tool).flatMap(Formats::of));
    }

    private Format named(String word) {
        return Formats.of(word)
                .orElseThrow(() ->
                        new CommandLine.ParameterException(
                                spec.commandLine(),
                                "there is no format "
                                        + word
                                        + ": it is auto or one of "
                                        + Formats.all().stream()
                                                .map(Format::word)
                                                .collect(Collectors.joining(", "))));
    }

    /// The folder that is told, or else the configured one.
    final Path folder(ToolConfiguration configuration, Optional<ToolSettings> tool) {
        if (folder != null) {
            return folder;
        }
        return tool.flatMap(ToolSettings::migrations)
                .map(configuration::path)
                .orElseThrow(() ->
                        new CommandLine.ParameterException(
                                spec.commandLine(), "no folder is named: give --migrations DIR"));
    }
}
