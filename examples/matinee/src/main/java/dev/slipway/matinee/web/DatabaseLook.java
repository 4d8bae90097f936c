package dev.slipway.matinee.web;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.service.health.Dependency;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Whether the database answers, asked on a connection of its own: that the pool is busy is no
/// reason to be sent nobody.
final class DatabaseLook implements Dependency.Check, AutoCloseable {

    private static final int LIMIT_SECONDS = 1;

    private final DatabaseUrl database;
    private final String application;
    private Optional<Connection> connection = Optional.empty();
    private boolean closed;

    DatabaseLook(DatabaseUrl database, String application) {
        this.database = database;
        this.application = application;
    }

    @Override
    public synchronized void look() throws SQLException {
        if (!open().isValid(LIMIT_SECONDS)) {
            release();
            throw new SQLException("the database does not answer");
        }
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new SQLException("the instance has ended");
        }
        var open = connection.isPresent() ? connection.get() : database.connect(application);
        connection = Optional.of(open);
        return open;
    }

    private void release() throws SQLException {
        var open = connection;
        connection = Optional.empty();
        if (open.isPresent()) {
            open.get().close();
        }
    }

    /// A connection that cannot even be closed is gone.
    @Override
    public synchronized void close() {
        closed = true;
        try {
            release();
        } catch (SQLException e) {
            connection = Optional.empty();
        }
    }
}
