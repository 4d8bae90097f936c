package dev.slipway.service.health;

import dev.slipway.migrate.Applied;
import dev.slipway.migrate.Blocker;
import dev.slipway.migrate.Holder;
import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Hears how the migrations get on, for an instance that is asked meanwhile.
final class MigrationWatch implements Listener {

    /// Takes each change of what is known.
    interface Teller {
        void tell(UnaryOperator<Progress> change);
    }

    private final Teller teller;

    MigrationWatch(Teller teller) {
        this.teller = teller;
    }

    @Override
    public void statementBegins(Migration migration, Statement statement, Connection connection) {
        teller.tell(progress -> progress.begins(migration.file(), statement.line()));
    }

    @Override
    public void migrationEnds(Applied applied) {
        teller.tell(Progress::ends);
    }

    @Override
    public void advances(Migration migration, Statement statement, Advance advance) {
        teller.tell(progress -> progress.advances(advance));
    }

    @Override
    public void waitsForMigrationLock(Holder holder, Duration waited) {
        teller.tell(progress -> progress.waitsFor("the migration lock, held by " + holder));
    }

    @Override
    public void givesWay(
            Migration migration, Statement statement, Duration pause, List<Blocker> blockers) {
        teller.tell(progress -> progress.waitsFor(names(blockers)));
    }

    @Override
    public void waitsForOthers(
            Migration migration, Statement statement, List<Blocker> blockers, Duration waited) {
        teller.tell(progress -> progress.waitsFor(names(blockers)));
    }

    private static String names(List<Blocker> blockers) {
        return blockers.isEmpty()
                ? "locks of the database"
                : blockers.stream().map(Blocker::toString).collect(Collectors.joining("; "));
    }
}
