package dev.slipway.engine.rehearse;

import dev.slipway.migrate.Applied;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// Watches a real run of the migrations, so that what is rehearsed is what will run.
///
/// Locks are read by a session beside it. The catalogue is read in the migration's own transaction,
/// the only place that shows uncommitted changes, and only after a statement that locked something
/// hard enough to have changed it.
final class Watch implements Listener, AutoCloseable {

    private static final String SPEAK = "set client_min_messages = debug1";

    private final DatabaseUrl copy;
    private final String historyTable;
    private final Observer observer;
    private final List<RehearsedStatement> statements = new ArrayList<>();

    /// Of the migration that runs.
    private final List<Draft> drafts = new ArrayList<>();

    private final Set<Lock> held = new HashSet<>();
    private Catalogue before = Catalogue.EMPTY;
    private Catalogue last = Catalogue.EMPTY;

    /// What the last migration left: nobody else changes the copy.
    private Optional<Catalogue> committed = Optional.empty();

    private int pid;
    private @Nullable LoneWatch lone;

    /// @param historyTable whose locks are the migrator's and not the migration's
    Watch(DatabaseUrl copy, String historyTable) {
        this.copy = copy;
        this.historyTable = historyTable;
        try {
            this.observer = new Observer(copy);
        } catch (SQLException e) {
            throw new RehearseException("cannot connect to the copy " + copy, e);
        }
    }

    @Override
    public void migrationBegins(Migration migration, Connection connection) throws SQLException {
        drafts.clear();
        held.clear();
        pid = pid(connection);
        before = committed.orElseGet(() -> observed(this::catalogue));
        committed = Optional.empty();
        last = before;
    }

    @Override
    public void statementBegins(Migration migration, Statement statement, Connection connection)
            throws SQLException {
        execute(connection, SPEAK);
        if (outsideTransaction(connection)) {
            lone = observed(() -> beginLone(statement, connection));
        }
    }

    private Catalogue catalogue() throws SQLException {
        return observer.catalogue().without(historyTable);
    }

    private LoneWatch beginLone(Statement statement, Connection connection) throws SQLException {
        var tried = new Trial(connection, observer, pid).locks(statement.sql());
        var tables = before.names(one -> one.kind() == 'r' || one.kind() == 'p');
        return LoneWatch.begin(copy, pid, tried, tables);
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {
        drafts.add(observed(() -> draft(migration, statement, ran, connection)));
    }

    private Draft draft(Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {
        var locks = lone == null ? observer.locks(pid) : lone.end();
        lone = null;
        var fresh = new HashSet<>(locks);
        fresh.removeAll(held);
        held.addAll(locks);
        if (fresh.stream().noneMatch(Watch::mayChangeCatalogue)) {
            return new Draft(migration, statement, ran, fresh, Changes.NONE, List.of());
        }
        var now = Catalogue.read(connection).without(historyTable);
        var changes = Changes.between(before, last, now);
        last = now;
        var scans = new Scans(connection, before, locks).of(ran.notices());
        return new Draft(migration, statement, ran, fresh, changes, scans);
    }

    private static boolean mayChangeCatalogue(Lock lock) {
        return lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) > 0;
    }

    @Override
    public void migrationEnds(Applied applied) {
        seal();
        committed = Optional.of(last);
    }

    /// What was seen, in order; also of a migration that failed, up to where it did.
    List<RehearsedStatement> seen() {
        seal();
        return List.copyOf(statements);
    }

    /// A lock is held from the start of its statement, past all that follow it in the transaction.
    /// The time that watching took in between is left out.
    private void seal() {
        var sealed = new ArrayList<RehearsedStatement>();
        var heldFor = Duration.ZERO;
        for (var draft : drafts.reversed()) {
            heldFor = heldFor.plus(draft.ran().took());
            sealed.add(draft.seal(before, heldFor));
        }
        statements.addAll(sealed.reversed());
        drafts.clear();
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean outsideTransaction(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                == TransactionState.IDLE;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// That we cannot look is no failure of the migration.
    private <T> T observed(Look<T> look) {
        try {
            return look.look();
        } catch (SQLException e) {
            throw new RehearseException("cannot watch the migrations on " + copy, e);
        }
    }

    private interface Look<T> {
        T look() throws SQLException;
    }

    @Override
    public void close() {
        if (lone != null) {
            lone.close();
        }
        try {
            observer.close();
        } catch (SQLException e) {
            throw new RehearseException("cannot close a session of the copy " + copy, e);
        }
    }
}
