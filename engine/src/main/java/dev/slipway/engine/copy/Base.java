package dev.slipway.engine.copy;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.OutOfOrder;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.MigrationSet;
import java.util.Optional;

/// The migrations that a database already has, applied where there is none.
///
/// @param schema of the history and the migrations; empty for the first of the search path
/// @param table of the history; empty for what its format calls it
/// @param version the last that is applied
public record Base(
        MigrationSet migrations, Optional<String> schema, Optional<String> table, String version) {

    /// @param role to migrate as
    /// @throws dev.slipway.migrate.format.MigrationFolderException when there is no such version
    void apply(DatabaseUrl copy, Optional<String> role) {
        var migrator =
                Migrator.builder()
                        .database(copy)
                        .migrations(migrations)
                        .outOfOrder(OutOfOrder.APPLY)
                        .stopAt(version);
        role.ifPresent(migrator::role);
        schema.ifPresent(migrator::schema);
        table.ifPresent(migrator::table);
        switch (migrator.build().migrate()) {
            case Outcome.Done _ -> {}
            case Outcome.Failed failed ->
                    throw new CopyException(
                            "the files up to %s do not apply to an empty database: %s:%d: %s; start from a database that has them, or correct that file"
                                    .formatted(
                                            version,
                                            failed.migration().file(),
                                            failed.line(),
                                            failed.error()));
            case Outcome.Refused(var status) ->
                    throw new CopyException(
                            "the files up to %s may not be applied: %s"
                                    .formatted(version, status.problems().getFirst().detail()));
            case Outcome.Locked _ ->
                    throw new CopyException("somebody else migrates %s".formatted(copy));
        }
    }
}
