package dev.slipway.migrate;

import java.sql.SQLException;

/// The database could not be asked or changed; the message says what was attempted and what to do.
public final class MigrateException extends RuntimeException {

    MigrateException(String message) {
        super(message);
    }

    MigrateException(String message, Throwable cause) {
        super(message, cause);
    }

    /// What the server answered, in its own words.
    static MigrateException failed(String doing, SQLException e) {
        return new MigrateException("failed while " + doing + ": " + Failure.words(e), e);
    }
}
