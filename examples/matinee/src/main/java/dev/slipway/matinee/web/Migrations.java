package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.Problem;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.report.Exit;
import java.util.stream.Collectors;

/// The version's migrations, applied at start; instances that start together take turns.
final class Migrations {

    private Migrations() {}

    /// The newest migration that the database has afterwards.
    ///
    /// @throws WebException with the exit code that fits if the database cannot become right
    static String apply(Settings settings, ClassLoader version, Log log) {
        try {
            var set = settings.database().migrations().read(version);
            var migrator =
                    Migrator.builder()
                            .database(settings.database().url())
                            .migrations(set)
                            .ahead(settings.database().ahead())
                            .build();
            log.say("migrated, " + applied(migrator.migrate()) + " applied");
            return migrator.status().current().orElse("none");
        } catch (MigrateException e) {
            throw new WebException(Exit.FAILED, e.getMessage(), e);
        } catch (MigrationFolderException e) {
            throw new WebException(Exit.USAGE, e.getMessage(), e);
        }
    }

    private static int applied(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var applied) -> applied.size();
            case Outcome.Refused(var status) -> throw refused(status);
            case Outcome.Locked(var holder) ->
                    throw new WebException(
                            Exit.LOCKED,
                            "Somebody else holds the migration lock"
                                    + holder.map(session -> ": " + session).orElse("")
                                    + ". Start again when it has ended.");
            case Outcome.Failed(_, var migration, var at, var error, var hint) ->
                    throw new WebException(
                            Exit.FAILED, place(migration, at.line()) + error + " " + hint);
        };
    }

    private static WebException refused(Status status) {
        var problems =
                status.problems().stream().map(Problem::detail).collect(Collectors.joining(" "));
        return new WebException(
                status.exit(), "The database is " + status.state().word() + ". " + problems);
    }

    private static String place(Migration migration, int line) {
        return "The migration " + migration.file() + " failed at line " + line + ": ";
    }
}
