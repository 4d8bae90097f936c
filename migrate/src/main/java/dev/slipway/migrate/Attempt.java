package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;

/// One try at one migration: its statements and its history row, in one transaction where the file
/// allows it.
///
/// The transaction is begun and ended in SQL, so that a file which ends it by itself is seen by the
/// connection's transaction status and goes on as it was written, like in SQLx.
final class Attempt {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final SqlxHistory history;
    private final Listener listener;
    private final Migration migration;
    private final List<Statement> statements;
    private Optional<Statement> current = Optional.empty();
    private boolean committing;

    Attempt(Connection connection, SqlxHistory history, Listener listener, Migration migration) {
        this.connection = connection;
        this.history = history;
        this.listener = listener;
        this.migration = migration;
        this.statements = migration.statements();
    }

    /// How the attempt ended.
    sealed interface Result {

        record Committed(Applied applied) implements Result {}

        /// A lock could not be had in time, and everything was undone.
        record GaveWay(Statement statement) implements Result {}

        /// @param line in the file
        record Failed(int line, String error, String hint) implements Result {}
    }

    Result run(Duration lockTimeout) {
        try {
            listener.migrationBegins(migration, connection);
            long began = System.nanoTime();
            if (inOneTransaction()) {
                transaction(lockTimeout);
            } else {
                alone();
            }
            var applied = new Applied(migration, Duration.ofNanos(System.nanoTime() - began));
            recordTime(applied);
            return new Result.Committed(applied);
        } catch (SQLException e) {
            undo();
            return ended(e);
        }
    }

    /// The migration is applied whether this succeeds or not: without it the row keeps the -1 that
    /// SQLx leaves, too, where its process dies at this point.
    private void recordTime(Applied applied) {
        try {
            history.time(connection, applied);
        } catch (SQLException e) {
            undo();
        }
    }

    /// A file without `-- no-transaction` runs in a transaction. So do the statements of a file
    /// with it when there are several: SQLx sends them as one message, and the server makes one
    /// transaction of that.
    private boolean inOneTransaction() {
        return migration.transactional() || statements.size() > 1;
    }

    private void transaction(Duration lockTimeout) throws SQLException {
        execute("set lock_timeout = " + lockTimeout.toMillis());
        execute("begin");
        runAll();
        history.insert(connection, migration);
        committing = true;
        if (inTransaction()) {
            execute("commit");
        }
        committing = false;
    }

    /// Without a bound on locks: a concurrent index build that gives up leaves an invalid index.
    private void alone() throws SQLException {
        execute("set lock_timeout = 0");
        runAll();
        history.insert(connection, migration);
    }

    private void runAll() throws SQLException {
        for (var statement : statements) {
            current = Optional.of(statement);
            listener.statementBegins(migration, statement, connection);
            var ran = run(statement);
            listener.statementEnds(migration, statement, ran, connection);
        }
        current = Optional.empty();
    }

    private Listener.Ran run(Statement statement) throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            long began = System.nanoTime();
            jdbc.execute(statement.sql());
            var took = Duration.ofNanos(System.nanoTime() - began);
            return new Listener.Ran(
                    took, Math.max(0, jdbc.getLargeUpdateCount()), notices(jdbc.getWarnings()));
        }
    }

    private static List<String> notices(@Nullable SQLWarning first) {
        var notices = new ArrayList<String>();
        for (var warning = first; warning != null; warning = warning.getNextWarning()) {
            notices.add(String.valueOf(warning.getMessage()));
        }
        return notices;
    }

    private void execute(String sql) throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.execute(sql);
        }
    }

    private boolean inTransaction() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                != TransactionState.IDLE;
    }

    private void undo() {
        try {
            if (!connection.isClosed() && inTransaction()) {
                execute("rollback");
            }
        } catch (SQLException broken) {
            // The connection is gone, and its transaction with it.
        }
    }

    private Result ended(SQLException e) {
        if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())
                && inOneTransaction()
                && current.isPresent()) {
            return new Result.GaveWay(current.get());
        }
        var text = serverWords(e);
        int line = current.map(statement -> statement.lineAt(position(e))).orElse(1);
        return new Result.Failed(line, text, hint());
    }

    private String hint() {
        if (committing) {
            return "the connection broke while it was committing, so whether the migration is applied"
                    + " is not known: run it again, which finds out";
        }
        if (inOneTransaction()) {
            return "the migration was undone and nothing of it is left: correct it and run again";
        }
        return "it runs outside a transaction: look at what it left behind, such as an invalid index,"
                + " before running it again";
    }

    private static String serverWords(SQLException e) {
        if (e instanceof PSQLException server && server.getServerErrorMessage() != null) {
            var message = server.getServerErrorMessage();
            var detail = Optional.ofNullable(message.getDetail()).map(d -> " (" + d + ")");
            return message.getMessage() + detail.orElse("") + " [" + e.getSQLState() + "]";
        }
        return String.valueOf(e.getMessage());
    }

    private static int position(SQLException e) {
        return e instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getPosition()
                : 0;
    }
}
