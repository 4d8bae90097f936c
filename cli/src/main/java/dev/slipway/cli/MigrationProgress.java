package dev.slipway.cli;

import dev.slipway.migrate.Applied;
import dev.slipway.migrate.Holder;
import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.io.PrintWriter;
import java.time.Duration;

/// Tells on a terminal what a migration is doing; waits are told anywhere, since they look like a
/// program that hangs.
final class MigrationProgress implements Listener {

    private final PrintWriter err;
    private final Terminal terminal;

    MigrationProgress(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void migrationEnds(Applied applied) {
        if (terminal.err()) {
            err.println(
                    terminal.errInk()
                            .faint(
                                    "applied "
                                            + applied.migration().file()
                                            + "  "
                                            + applied.took().toMillis()
                                            + " ms"));
        }
    }

    @Override
    public void waitsForMigrationLock(Holder holder, Duration waited) {
        err.println(
                "waiting for the migration lock for "
                        + waited.toSeconds()
                        + " s; it is held by "
                        + holder);
    }

    @Override
    public void givesWay(Migration migration, Statement statement, Duration pause) {
        err.println(
                migration.file()
                        + ":"
                        + statement.line()
                        + " cannot have its locks; trying again in "
                        + pause.toMillis()
                        + " ms");
    }
}
