package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Names the migrations that a command is about.
class MigrationFiles {

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
                "Default: auto, what the history in the database and the files agree on."
            })
    private String format = "auto";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = {
                "History table, or SCHEMA.NAME where it is in another schema than the migrations.",
                "Default: what its format calls it."
            })
    private @Nullable String table;

    /// The migrations, in a format that is told or that the files alone show.
    MigrationSet set(DatabaseOptions database) {
        var tool = tool(database);
        try (var files = Folder.directory(folder(database, tool))) {
            return format(tool)
                    .orElseGet(() -> Formats.of(files))
                    .read(files, database.configuration().settings(tool));
        }
    }

    /// What the project's tool is configured with; the command line's format chooses among several.
    Optional<ToolSettings> tool(DatabaseOptions database) {
        var told = format.equals("auto") ? Optional.<String>empty() : Optional.of(format);
        return database.configuration().settings(told, database.url());
    }

    /// What the folder is called from that of the project.
    String folder(DatabaseOptions database) {
        return database.configuration().name(folder(database, tool(database)));
    }

    private Path folder(DatabaseOptions database, Optional<ToolSettings> tool) {
        return folder(folder, database.configuration(), tool, spec);
    }

    /// The folder that is told, or else the configured one.
    static Path folder(
            @Nullable Path told,
            ToolConfiguration configuration,
            Optional<ToolSettings> tool,
            CommandSpec spec) {
        if (told != null) {
            return told;
        }
        return tool.flatMap(ToolSettings::migrations)
                .map(configuration::path)
                .orElseThrow(() ->
                        new CommandLine.ParameterException(
                                spec.commandLine(), "no folder is named: give --migrations DIR"));
    }

    private Optional<Format> format(Optional<ToolSettings> tool) {
        return format(format, tool, spec);
    }

    /// The format that is told, or else the one of the tool that is configured.
    static Optional<Format> format(String word, Optional<ToolSettings> tool, CommandSpec spec) {
        return format(word, spec).or(() -> tool.map(ToolSettings::tool).flatMap(Formats::of));
    }

    /// The format that is called `word`, or none if that leaves it open.
    private static Optional<Format> format(String word, CommandSpec spec) {
        if (word.equals("auto")) {
            return Optional.empty();
        }
        var found = Formats.of(word);
        if (found.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "there is no format "
                            + word
                            + ": it is auto or one of "
                            + Formats.all().stream()
                                    .map(Format::word)
                                    .collect(Collectors.joining(", ")));
        }
        return found;
    }

    /// The history table that is told, or else the configured one.
    Optional<String> table(DatabaseOptions database) {
        return table(tool(database));
    }

    private Optional<String> table(Optional<ToolSettings> tool) {
        return Optional.ofNullable(table).or(() -> tool.flatMap(ToolSettings::table));
    }

    Migrator.Builder migrator(DatabaseOptions database) {
        var tool = tool(database);
        var builder =
                Migrator.builder().database(database.database(tool)).pooler(database.pooler());
        var directory = folder(database, tool);
        var settings = database.configuration().settings(tool);
        format(tool)
                .ifPresentOrElse(
                        told -> builder.migrations(read(told, directory, settings)),
                        () -> builder.migrations(directory, settings));
        database.schema().or(() -> tool.flatMap(ToolSettings::schema)).ifPresent(builder::schema);
        database.role().ifPresent(builder::role);
        table(tool).ifPresent(builder::table);
        return builder;
    }

    private static MigrationSet read(Format format, Path directory, Settings settings) {
        try (var files = Folder.directory(directory)) {
            return format.read(files, settings);
        }
    }
}
