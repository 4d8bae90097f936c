package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/// A session that reads every table slowly: it keeps an old snapshot and a reader's lock on each.
///
/// What cannot run in a transaction lets go of its locks before anybody can ask for them. But it
/// waits for slow readers on its way, as it would in production, and then its locks can be read.
final class SlowReader implements AutoCloseable {

    /// A lock table has room for some thousands; past this, the snapshot has to do.
    private static final int MOST_TABLES = 1_000;

    private final Connection connection;
    private final int pid;

    private SlowReader(Connection connection, int pid) {
        this.connection = connection;
        this.pid = pid;
    }

    /// @param tables quoted
    /// @param limit after which the server ends the session, whatever became of this process
    static SlowReader begin(DatabaseUrl copy, Collection<String> tables, Duration limit)
            throws SQLException {
        var connection = copy.connect("slipway rehearsal slow reader");
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "set idle_in_transaction_session_timeout = %d".formatted(limit.toMillis()));
            statement.execute("begin isolation level repeatable read");
            int pid;
            try (var row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
                row.next();
                pid = row.getInt(1);
            }
            if (!tables.isEmpty() && tables.size() <= MOST_TABLES) {
                statement.execute(
                        "lock table %s in access share mode".formatted(String.join(", ", tables)));
            }
            return new SlowReader(connection, pid);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    int pid() {
        return pid;
    }

    /// Lets everything that waits go on.
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
