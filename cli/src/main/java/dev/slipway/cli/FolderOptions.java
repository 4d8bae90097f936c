package dev.slipway.cli;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Names a folder of migrations and its format.
class FolderOptions {

    private static final String AUTO = "auto";

    private final Arguments arguments;
    private final Supplier<Optional<Path>> folder;
    private final Supplier<Optional<String>> format;

    FolderOptions(Arguments arguments) {
        this.arguments = arguments;
        folder =
                arguments.option(
                        "--migrations",
                        "DIR",
                        Path.class,
                        "Folder of migrations. Default: what the tool's own configuration names.");
        format =
                arguments.option(
                        "--format",
                        "FORMAT",
                        String.class,
                        "slipway, sqlx, goose, flyway, golang-migrate or dbmate.",
                        "Default: auto, what the tool's own configuration, the history in the"
                                + " database and the files agree on.");
    }

    /// What the format is called, if one is told.
    final Optional<String> told() {
        return format.get().filter(word -> !word.equals(AUTO));
    }

    /// The format that is told, or else the one of the tool that is configured.
    final Optional<Format> format(Optional<ToolSettings> tool) {
        return told().map(this::named).or(() -> tool.map(ToolSettings::tool).flatMap(Formats::of));
    }

    private Format named(String word) {
        return Formats.of(word)
                .orElseThrow(() ->
                        arguments.wrong(
                                "there is no format "
                                        + word
                                        + ": it is auto or one of "
                                        + Formats.all().stream()
                                                .map(Format::word)
                                                .collect(Collectors.joining(", "))));
    }

    /// The folder that is told, or else the configured one.
    final Path folder(ToolConfiguration configuration, Optional<ToolSettings> tool) {
        return folder.get()
                .or(() -> tool.flatMap(ToolSettings::migrations).map(configuration::path))
                .orElseThrow(() -> arguments.wrong("no folder is named: give --migrations DIR"));
    }
}
