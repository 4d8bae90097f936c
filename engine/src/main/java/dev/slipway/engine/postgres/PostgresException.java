package dev.slipway.engine.postgres;

/// PostgreSQL, or the machine under it, did not do what was asked.
///
/// The message says what was attempted, where, and what to do; it holds no password.
public final class PostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PostgresException(String message) {
        super(message);
    }

    public PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
