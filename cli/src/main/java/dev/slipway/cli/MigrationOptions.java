package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.OutOfOrder;
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

/// Names the migrations that a command is about, and how strictly to take the history.
final class MigrationOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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
                "slipway, sqlx, goose, flyway, golang-migrate or dbmate.",
                "Default: auto, what the history in the database and the files agree on."
            })
    private String format = "auto";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "History table. Default: what its format calls it.")
    private @Nullable String table;

    @Option(
            names = "--ahead",
            paramLabel = "POLICY",
            description =
                    "refuse or tolerate a database that has migrations newer than the files. Default:"
                            + " refuse.")
    private Ahead ahead = Ahead.REFUSE;

    @Option(
            names = "--out-of-order",
            paramLabel = "POLICY",
            description = "refuse or apply files older than an applied one. Default: refuse.")
    private OutOfOrder outOfOrder = OutOfOrder.REFUSE;

    /// The migrations, in a format that is told or that the files alone show.
    MigrationSet set() {
        try (var files = Folder.directory(folder)) {
            return format().orElseGet(() -> Formats.of(files)).read(files, Settings.NONE);
        }
    }

    /// The format, if one is told.
    private Optional<Format> format() {
        if (format.equals("auto")) {
            return Optional.empty();
        }
        var found = Formats.of(format);
        if (found.isEmpty()) {
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

    Ahead ahead() {
        return ahead;
    }

    OutOfOrder outOfOrder() {
        return outOfOrder;
    }

    Optional<String> table() {
        return Optional.ofNullable(table);
    }

    Migrator.Builder migrator(DatabaseOptions database) {
        var builder =
                Migrator.builder()
                        .database(database.database())
                        .ahead(ahead)
                        .outOfOrder(outOfOrder);
        format().ifPresentOrElse(
                        told -> builder.migrations(MigrationSet.of(told, folder)),
                        () -> builder.migrations(folder));
        database.schema().ifPresent(builder::schema);
        database.role().ifPresent(builder::role);
        table().ifPresent(builder::table);
        return builder;
    }
}
