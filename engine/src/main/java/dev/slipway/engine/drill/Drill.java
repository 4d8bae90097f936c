package dev.slipway.engine.drill;

import dev.slipway.engine.backup.Backup;
import dev.slipway.engine.backup.BackupSet;
import dev.slipway.engine.backup.RowCounts;
import dev.slipway.engine.postgres.PgTools;
import dev.slipway.engine.postgres.Server;
import dev.slipway.engine.postgres.ToolRun;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Restores a backup on a scratch server and counts what came back.
///
/// Owners and privileges stay out: the roles of the source are not there, and no row depends on
/// them. Subscriptions stay out too, so that a copy never connects to what the source listens to.
public final class Drill {

    private static final List<String> RESTORE =
            List.of(
                    "--exit-on-error",
                    "--jobs=2",
                    "--no-owner",
                    "--no-privileges",
                    "--no-subscriptions");

    private Drill() {}

    /// Restores `backup` into a new database of `scratch`, which stays for whoever wants the copy.
    ///
    /// @param database dropped first if an earlier drill left it
    /// @param limit after which the restoring is given up
    /// @return with findings where the backup is not the database
    public static DrillResult restore(
            BackupSet backup, Server scratch, String database, Duration limit) {
        var began = System.nanoTime();
        var copy = scratch.url(database);
        var findings = drill(backup, scratch, copy, limit);
        return new DrillResult(backup, copy, findings, Duration.ofNanos(System.nanoTime() - began));
    }

    private static List<Finding> drill(
            BackupSet backup, Server scratch, DatabaseUrl copy, Duration limit) {
        var damage = Backup.verify(backup);
        if (damage.isPresent()) {
            return List.of(damage.get());
        }
        scratch.dropDatabase(copy.database());
        scratch.createDatabase(copy.database());
        backup.roles().forEach(scratch::createRole);
        var run = restore(backup, copy, PgTools.forServer(scratch.major()), limit);
        return findings(backup, copy, run);
    }

    /// What became of a backup that somebody else restored, with `restore`, in the time `took`.
    public static DrillResult proven(
            BackupSet backup, DatabaseUrl copy, ToolRun restore, Duration took) {
        return new DrillResult(backup, copy, findings(backup, copy, restore), took);
    }

    private static List<Finding> findings(BackupSet backup, DatabaseUrl copy, ToolRun run) {
        return run.succeeded()
                ? Comparison.of(backup.rowCounts(), rowCounts(copy))
                : List.of(failed(backup, run));
    }

    private static ToolRun restore(
            BackupSet backup, DatabaseUrl copy, PgTools tools, Duration limit) {
        var arguments = new ArrayList<>(RESTORE);
        arguments.add("--dbname=" + PgTools.named(copy));
        arguments.add(backup.file().toString());
        return tools.run("pg_restore", copy, arguments, limit);
    }

    private static SortedMap<String, Long> rowCounts(DatabaseUrl copy) {
        try (var connection = copy.connect("slipway drill")) {
            return RowCounts.of(connection);
        } catch (SQLException e) {
            throw new DrillException(
                    "Counting the rows of %s failed: %s".formatted(copy, e.getMessage()), e);
        }
    }

    private static Finding failed(BackupSet backup, ToolRun run) {
        return new Finding(
                "drill/restore-failed",
                Severity.ERROR,
                Place.of(backup.file().toString()),
                "The backup does not restore: pg_restore ended with status " + run.status() + ".",
                run.lastWords(),
                "Read what pg_restore says; what is missing on this machine, such as an extension,"
                        + " must be installed, else take another backup.");
    }
}
