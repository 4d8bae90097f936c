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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// Watches a real run of the migrations, so that what is rehearsed is what will run.
///
/// Locks are read by a session beside it, and the catalogue in the migration's own transaction.
final class Watch implements Listener, AutoCloseable {

    private static final String SPEAK = "set client_min_messages = debug1";

    /// Of temporary files. Only a superuser may; others do without.
    private static final String TELL_FILES =
            """
            select set_config('log_temp_files', '0', false)
              from pg_catalog.pg_roles
             where rolname = current_user and rolsuper
            """;

    private final DatabaseUrl copy;
    private final Observer observer;
    private final Picture picture;
    private final List<RehearsedStatement> statements = new ArrayList<>();

    /// Of the migration that runs.
    private final List<Draft> drafts = new ArrayList<>();

    private final Set<Lock> held = new HashSet<>();
    private long wal;
    private int pid;
    private @Nullable LoneWatch lone;

    /// @param historyTable whose locks are the migrator's and not the migration's
    Watch(DatabaseUrl copy, String historyTable) {
        this.copy = copy;
        this.picture = new Picture(historyTable);
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
        execute(connection, TELL_FILES);
        observed(() -> {
            picture.begin(observer);
            return true;
        });
    }

    @Override
    public void statementBegins(Migration migration, Statement statement, Connection connection)
            throws SQLException {
        execute(connection, SPEAK);
        picture.statementBegins(statement, connection);
        if (outsideTransaction(connection)) {
            lone = observed(() -> beginLone(statement, connection));
        }
        wal = observed(observer::wal);
    }

    private LoneWatch beginLone(Statement statement, Connection connection) throws SQLException {
        var tried = new Trial(connection, observer, pid).locks(statement.sql());
        return LoneWatch.begin(copy, pid, tried, picture.tableNames(), picture.partitions());
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {
        drafts.add(observed(() -> draft(migration, statement, ran, connection)));
    }

    private Draft draft(Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {
        long written = observer.wal() - wal;
        boolean alone = lone != null || !migration.up().transactional();
        var locks = lone == null ? observer.locks(pid) : lone.end();
        lone = null;
        var earlier = alone ? Set.<Lock>of() : Set.copyOf(held);
        var fresh = new HashSet<>(locks);
        fresh.removeAll(earlier);
        if (!alone) {
            held.addAll(locks);
        }
        var sight = picture.after(statement, connection, locks, fresh, ran.notices());
        var traces = Traces.of(alone, sight, written, new Notices(ran.notices()).temporaryBytes());
        return new Draft(
                migration, statement, ran, fresh, earlier, sight.changes(), sight.scans(), traces);
    }

    @Override
    public void migrationEnds(Applied applied) {
        seal();
        picture.commit();
    }

    /// What was seen, in order; also of a migration that failed, up to where it did.
    List<RehearsedStatement> seen() {
        seal();
        return List.copyOf(statements);
    }

    /// A lock is held from the start of its statement, past all that follow it in the transaction.
    /// The time that watching took in between is left out. What runs alone holds it no longer than
    /// that.
    private void seal() {
        var sealed = new ArrayList<RehearsedStatement>();
        var heldFor = Duration.ZERO;
        for (var draft : drafts.reversed()) {
            var took = draft.ran().took();
            heldFor = draft.traces().alone() ? took : heldFor.plus(took);
            sealed.add(draft.seal(picture.before(), heldFor));
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
