package dev.slipway.engine.release;

/// What the ledger holds about a release cannot be understood; the message says what to do.
public final class ReleaseException extends RuntimeException {

    ReleaseException(String message) {
        super(message);
    }

    ReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
