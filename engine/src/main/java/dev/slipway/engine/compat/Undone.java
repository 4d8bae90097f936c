package dev.slipway.engine.compat;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// A stretch of work whose effects are undone: a transaction of its own, or a savepoint where one
/// is open already, so that a migration's uncommitted changes are seen and kept.
final class Undone implements AutoCloseable {

    private final Connection connection;
    private final boolean nested;

    private Undone(Connection connection, boolean nested) {
        this.connection = connection;
        this.nested = nested;
    }

    static Undone begin(Connection connection) throws SQLException {
        var state = connection.unwrap(BaseConnection.class).getTransactionState();
        boolean nested = state != TransactionState.IDLE;
        var undone = new Undone(connection, nested);
        undone.execute(nested ? "savepoint slipway_undone" : "begin");
        return undone;
    }

    /// Undoes what was done so far and goes on.
    void again() throws SQLException {
        close();
        execute(nested ? "savepoint slipway_undone" : "begin");
    }

    @Override
    public void close() throws SQLException {
        if (nested) {
            execute("rollback to savepoint slipway_undone");
            execute("release savepoint slipway_undone");
        } else {
            execute("rollback");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
