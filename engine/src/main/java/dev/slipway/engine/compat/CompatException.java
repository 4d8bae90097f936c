package dev.slipway.engine.compat;

import org.jspecify.annotations.Nullable;

/// The old SQL could not be read, or the database could not be asked about it; the message says
/// what was attempted, where, and what to do.
public final class CompatException extends RuntimeException {

    CompatException(String message) {
        super(message);
    }

    CompatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
