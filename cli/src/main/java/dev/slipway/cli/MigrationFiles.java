package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Names the migrations that a command is about, and where their history is.
class MigrationFiles extends FolderOptions {

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
        return database.configuration().settings(told(), database.url());
    }

    /// What the folder is called from that of the project.
    String folder(DatabaseOptions database) {
        return database.configuration().name(folder(database, tool(database)));
    }

    private Path folder(DatabaseOptions database, Optional<ToolSettings> tool) {
        return folder(database.configuration(), tool);
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
