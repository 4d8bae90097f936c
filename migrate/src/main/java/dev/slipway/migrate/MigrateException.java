package dev.slipway.migrate;

/// The database could not be asked or changed; the message says what was attempted and what to do.
public final class MigrateException extends RuntimeException {

    MigrateException(String message) {
        super(message);
    }

    MigrateException(String message, Throwable cause) {
        super(message, cause);
    }
}
