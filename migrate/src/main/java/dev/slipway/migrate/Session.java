package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// The session that runs a migration, and how long its open transaction has waited for locks.
///
/// Transactions are begun and ended in SQL, so that a script which ends one by itself is seen by
/// the connection's transaction status.
final class Session {

    private static final String CANCELLED = "57014";

    /// A lock that could not be had in time, or never could.
    private static final Set<String> NO_LOCK = Set.of("55P03", "40P01");

    private final Connection connection;
    private final Footing footing;
    private final LockWatch watch;
    private final Listener listener;
    private final Migration migration;
    private final Limits limits;
    private Waits waits;

    /// What the server was told last of how long it may wait.
    private Duration bound = Duration.ZERO;

    private boolean committing;

    Session(
            Connection connection,
            Footing footing,
            LockWatch watch,
            Listener listener,
            Migration migration,
            Limits limits) {
        this.connection = connection;
        this.footing = footing;
        this.watch = watch;
        this.listener = listener;
        this.migration = migration;
        this.limits = limits;
        this.waits = new Waits(limits.lockTimeout());
    }

    void migrationBegins() throws SQLException {
        footing.restore();
        listener.migrationBegins(migration, connection);
    }

    void begin() throws SQLException {
        waits = new Waits(limits.lockTimeout());
        bound = waits.left();
        execute("begin; " + lockTimeout());
    }

    /// Bounds the waits of a transaction that the script began by itself.
    void adopt() throws SQLException {
        waits = new Waits(limits.lockTimeout());
        bound = waits.left();
        execute(lockTimeout());
    }

    private String lockTimeout() {
        return "set local lock_timeout = " + bound.toMillis();
    }

    /// Leaves the server as much to wait as is left, if some of it was used.
    private void bound() throws SQLException {
        if (inTransaction() && bound.compareTo(waits.left()) > 0) {
            bound = waits.left();
            execute(lockTimeout());
        }
    }

    void commit() throws SQLException {
        committing = true;
        execute("commit");
        committing = false;
    }

    /// Writes and commits in one message, in a transaction of their own where none is open.
    void commit(List<Write> writes) throws SQLException {
        var message = new ArrayList<Write>();
        if (!inTransaction()) {
            message.add(Write.of("begin"));
        }
        message.addAll(footing.regained());
        message.addAll(writes);
        message.add(Write.of("commit"));
        bound();
        committing = true;
        deliver(message);
        committing = false;
    }

    /// Whether a commit was sent and not answered.
    boolean committing() {
        return committing;
    }

    void rollback() throws SQLException {
        if (inTransaction()) {
            execute("rollback");
        }
    }

    boolean inTransaction() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                != TransactionState.IDLE;
    }

    boolean isClosed() throws SQLException {
        return connection.isClosed();
    }

    /// Writes as whom the session was made ready to act as, whatever the script made of it.
    void send(List<Write> writes) throws SQLException {
        var regained = footing.regained();
        if (regained.isEmpty() || writes.isEmpty()) {
            deliver(writes);
            return;
        }
        boolean open = inTransaction();
        var message = new ArrayList<Write>();
        if (!open) {
            message.add(Write.of("begin"));
        }
        message.addAll(regained);
        message.addAll(writes);
        if (!open) {
            message.add(Write.of("commit"));
        }
        deliver(message);
    }

    private void deliver(List<Write> writes) throws SQLException {
        try {
            Write.send(connection, writes);
        } catch (SQLException e) {
            throw inTransaction() ? judged(e, false) : e;
        }
    }

    /// Repeats what a script did to its session.
    void repeat(Statement statement) throws SQLException {
        footing.runs(statement.sql());
        execute(statement.sql());
    }

    void execute(String sql) throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.execute(sql);
        }
    }

    /// Runs a statement of the script where the session stands.
    void run(Statement statement) throws SQLException {
        if (!inTransaction()) {
            waits = new Waits(limits.lockTimeout());
        }
        bound();
        told(statement, false, statement.sql());
    }

    /// Runs a statement of the script outside any transaction.
    ///
    /// @param sql what to send in its place
    void runAlone(Statement statement, String sql) throws SQLException {
        beginAlone();
        told(statement, true, sql);
    }

    /// Runs a statement of the script outside any transaction, with as little patience as in one.
    void runBriefly(Statement statement) throws SQLException {
        execute("set lock_timeout = " + limits.lockTimeout().toMillis());
        run(statement);
    }

    /// Runs what belongs to a statement of the script, outside any transaction.
    void runBeside(Statement statement, String sql) throws SQLException {
        beginAlone();
        watched(statement, true, sql);
    }

    /// Without a bound by the server: a concurrent index build that gives up leaves an invalid
    /// index.
    private void beginAlone() throws SQLException {
        waits = new Waits(limits.waitOldTransactions());
        execute("set lock_timeout = 0");
    }

    private void told(Statement statement, boolean alone, String sql) throws SQLException {
        listener.statementBegins(migration, statement, connection);
        footing.runs(sql);
        var ran = watched(statement, alone, sql);
        listener.statementEnds(migration, statement, ran, connection);
    }

    private Listener.Ran watched(Statement statement, boolean alone, String sql)
            throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            waits.cancelled(false);
            watch.begins(new Watched(migration, statement, waits, alone));
            long start = System.nanoTime();
            long rows;
            try {
                rows = CopyData.execute(jdbc, sql, statement.copyData());
            } catch (SQLException e) {
                watch.ends().ifPresent(e::addSuppressed);
                throw judged(e, alone);
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            var thrown = watch.ends();
            if (thrown.isPresent()) {
                throw thrown.get();
            }
            return new Listener.Ran(took, Math.max(0, rows), notices(jdbc.getWarnings()));
        }
    }

    private static List<String> notices(@Nullable SQLWarning first) {
        var notices = new ArrayList<String>();
        for (var warning = first; warning != null; warning = warning.getNextWarning()) {
            notices.add(String.valueOf(warning.getMessage()));
        }
        return notices;
    }

    /// Asks about the database, outside any transaction.
    <T> T ask(Question<T> question) throws SQLException {
        return question.ask(connection);
    }

    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /// Tells whom a statement waits for that has not begun yet.
    ///
    /// @throws WaitedTooLong when it has waited as long as it may
    void waitsFor(Statement statement, List<Blocker> others, Duration waited) throws SQLException {
        if (waited.compareTo(limits.waitOldTransactions()) >= 0) {
            throw new WaitedTooLong(limits.waitOldTransactions(), others);
        }
        listener.waitsForOthers(migration, statement, others, waited);
    }

    /// What a failure means: that of a lock which could not be had in time is not the script's.
    private SQLException judged(SQLException e, boolean alone) {
        boolean late =
                alone
                        ? cancelled(e)
                        : cancelled(e) || NO_LOCK.contains(String.valueOf(e.getSQLState()));
        return late ? new WaitedTooLong(waits.longest(), waits.blockers()) : e;
    }

    private boolean cancelled(SQLException e) {
        return waits.cancelled() && CANCELLED.equals(e.getSQLState());
    }
}
