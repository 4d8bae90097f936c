package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Names the migrations that a command is about, and where their history is.
class MigrationFiles extends FolderOptions {

    private final Supplier<Optional<String>> table;

    MigrationFiles(Arguments arguments) {
        super(arguments);
        table =
                arguments.option(
                        "--table",
                        "NAME",
                        String.class,
                        "History table, or SCHEMA.NAME where it is in another schema than the"
                                + " migrations.",
                        "Default: what its format calls it.");
    }

    /// The migrations, in a format that is told or that the files alone show.
    MigrationSet set(DatabaseOptions database) {
        var tool = tool(database);
        var directory = folder(database, tool);
        var format = format(tool).orElseGet(() -> shown(directory));
        return read(format, directory, database.configuration().settings(tool));
    }

    /// The migrations, in the format that the database has their history in.
    MigrationSet set(DatabaseOptions database, Status status) {
        var tool = tool(database);
        return read(
                Formats.of(status.format()).orElseThrow(),
                folder(database, tool),
                database.configuration().settings(tool));
    }

    private static Format shown(Path directory) {
        try (var files = Folder.directory(directory)) {
            return Formats.of(files);
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
        return table.get().or(() -> tool.flatMap(ToolSettings::table));
    }

    Migrator.Builder migrator(DatabaseOptions database) {
        var tool = tool(database);
        var builder =
                Migrator.builder().database(database.database(tool)).pooler(database.pooler());
        var directory = folder(database, tool);
        var settings = database.configuration().settings(tool);
        format(tool)
                .ifPresentOrElse(
                        told -> builder.migrations(directory, settings, told),
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
