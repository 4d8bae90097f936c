package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.MigrationSet;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.OutOfOrder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Names the migrations that a command is about, and how strictly to take the history.
final class MigrationOptions {

    /// The formats that this version reads.
    enum Format {
        AUTO,
        SQLX
    }

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            required = true,
            description = "Folder of migrations.")
    private Path folder = Path.of("migrations");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "auto or sqlx. Default: auto, which is sqlx in this version.")
    private Format format = Format.AUTO;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "History table. Default: _sqlx_migrations.")
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

    MigrationSet set() {
        return switch (format) {
            case AUTO, SQLX -> MigrationSet.sqlx(folder);
        };
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
                        .migrations(set())
                        .ahead(ahead)
                        .outOfOrder(outOfOrder);
        database.schema().ifPresent(builder::schema);
        database.role().ifPresent(builder::role);
        table().ifPresent(builder::table);
        return builder;
    }
}
