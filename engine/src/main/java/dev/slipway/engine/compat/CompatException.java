package dev.slipway.engine.compat;

/// The database could not be asked about the old SQL; the message says what was attempted, where,
/// and what to do.
public final class CompatException extends RuntimeException {

    CompatException(String message, Throwable cause) {
        super(message, cause);
    }
}
