package dev.slipway.engine.compat;

import org.jspecify.annotations.Nullable;

/// The old version's SQL cannot be read; the message says which file, why, and what to do.
public final class OldSqlException extends RuntimeException {

    OldSqlException(String message) {
        super(message);
    }

    public OldSqlException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
