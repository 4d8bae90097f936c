package dev.slipway.service.operations;

import dev.slipway.migrate.Blocker;
import dev.slipway.migrate.Holder;
import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/// Tells what a command waits for: it would look like one that hangs.
final class Waits implements Listener {

    private final PrintWriter err;
    private String told = "";

    Waits(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void waitsForMigrationLock(Holder holder, Duration waited) {
        tell("waiting for the migration lock; it is held by " + holder);
    }

    @Override
    public void givesWay(
            Migration migration, Statement statement, Duration pause, List<Blocker> blockers) {
        tell(place(migration, statement) + " cannot have its locks; trying again");
        blockers.forEach(blocker -> tell("  it is held up by " + blocker));
    }

    @Override
    public void waitsForOthers(
            Migration migration, Statement statement, List<Blocker> blockers, Duration waited) {
        tell(place(migration, statement) + " waits for others to end their transactions");
    }

    private static String place(Migration migration, Statement statement) {
        return migration.file() + ":" + statement.line();
    }

    /// The same is not told twice running, however often it is seen.
    private void tell(String line) {
        if (!line.equals(told)) {
            told = line;
            err.println(line);
            err.flush();
        }
    }
}
