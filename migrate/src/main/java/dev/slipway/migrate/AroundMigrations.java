package dev.slipway.migrate;

import dev.slipway.migrate.format.Callbacks;
import dev.slipway.migrate.format.Callbacks.Event;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs the scripts that a set wants run around its migrations, on the migrating connection.
///
/// Those around each migration run in its transaction: before its first statement and after its
/// last. The others run in one of their own.
final class AroundMigrations implements Listener {

    private final Callbacks callbacks;
    private final Listener listener;
    private final Patience patience;
    private final Footing footing;
    private boolean versionedDone;

    /// Whether no statement of the current attempt has succeeded yet.
    private boolean first;

    private Optional<Statement> last = Optional.empty();

    /// @param listener is told what this is told
    AroundMigrations(Callbacks callbacks, Listener listener, Patience patience) {
        this.callbacks = callbacks;
        this.listener = listener;
        this.patience = patience;
        this.footing = patience.footing();
    }

    /// Returns whether everything after it is done by another role, or looks elsewhere for names.
    ///
    /// @throws MigrateException when one of its scripts fails, as the others do
    boolean connects() throws SQLException {
        run(Event.AFTER_CONNECT);
        return footing.isLeft();
    }

    void begins() throws SQLException {
        footing.adopt();
        run(Event.BEFORE_VALIDATE);
        run(Event.AFTER_VALIDATE);
        run(Event.BEFORE_MIGRATE);
    }

    void comesTo(Migration migration) {
        if (migration.kind() == Migration.Kind.REPEATABLE && !versionedDone) {
            versionedDone = true;
            run(Event.AFTER_VERSIONED);
            run(Event.BEFORE_REPEATABLES);
        }
    }

    /// @param applied whether there was anything to do
    void ends(boolean applied) {
        if (!versionedDone) {
            run(Event.AFTER_VERSIONED);
        }
        if (applied) {
            run(Event.AFTER_MIGRATE_APPLIED);
        }
        run(Event.AFTER_MIGRATE);
        run(Event.AFTER_MIGRATE_OPERATION_FINISH);
    }

    /// What there is to add to the hint of the migration that failed.
    String fails() {
        try {
            run(Event.AFTER_MIGRATE_ERROR);
            return "";
        } catch (MigrateException e) {
            return "; then " + e.getMessage();
        }
    }

    private void run(Event event) {
        for (var script : callbacks.of(event)) {
            var result =
                    patience.run(asMigration(script), script, Recording.NONE, Optional.empty());
            if (result instanceof Patience.Result.Failed failed) {
                throw new MigrateException(
                        script.file()
                                + ":"
                                + failed.at().line()
                                + " failed: "
                                + failed.error()
                                + ": correct it and run again");
            }
        }
    }

    private static Migration asMigration(Script script) {
        return new Migration(
                "", "", script.file(), Migration.Kind.VERSIONED, "", script, Optional.empty());
    }

    @Override
    public void migrationBegins(Migration migration, Connection connection) throws SQLException {
        first = true;
        var statements =
                callbacks.of(Event.AFTER_EACH_MIGRATE).isEmpty()
                        ? List.<Statement>of()
                        : migration.statements();
        last =
                statements.isEmpty()
                        ? Optional.empty()
                        : Optional.of(statements.get(statements.size() - 1));
        listener.migrationBegins(migration, connection);
    }

    @Override
    public void statementBegins(Migration migration, Statement statement, Connection connection)
            throws SQLException {
        if (first) {
            run(Event.BEFORE_EACH_MIGRATE, connection);
        }
        listener.statementBegins(migration, statement, connection);
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {
        listener.statementEnds(migration, statement, ran, connection);
        first = false;
        if (last.isPresent() && last.get().equals(statement)) {
            afterEach(connection);
        }
    }

    /// What runs before a migration may change the session for it, what runs after it begins anew.
    private void afterEach(Connection connection) throws SQLException {
        if (!callbacks.of(Event.AFTER_EACH_MIGRATE).isEmpty()) {
            footing.restore();
            run(Event.AFTER_EACH_MIGRATE, connection);
        }
    }

    private void run(Event event, Connection connection) throws SQLException {
        for (var script : callbacks.of(event)) {
            for (var statement : script.statements()) {
                run(script, statement, connection);
            }
        }
    }

    private void run(Script script, Statement statement, Connection connection)
            throws SQLException {
        footing.runs(statement.sql());
        try (var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            CopyData.execute(jdbc, statement.sql(), statement.copyData());
        } catch (SQLException e) {
            throw new SQLException(
                    script.file() + ":" + statement.line() + ": " + Failure.words(e),
                    e.getSQLState(),
                    e);
        }
    }

    @Override
    public void migrationEnds(Applied applied) {
        listener.migrationEnds(applied);
    }

    @Override
    public void waitsForMigrationLock(Holder holder, Duration waited) {
        listener.waitsForMigrationLock(holder, waited);
    }

    @Override
    public void givesWay(
            Migration migration, Statement statement, Duration pause, List<Blocker> blockers) {
        listener.givesWay(migration, statement, pause, blockers);
    }

    @Override
    public void waitsForOthers(
            Migration migration, Statement statement, List<Blocker> blockers, Duration waited) {
        listener.waitsForOthers(migration, statement, blockers, waited);
    }
}
