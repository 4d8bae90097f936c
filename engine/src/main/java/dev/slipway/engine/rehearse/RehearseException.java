package dev.slipway.engine.rehearse;

import org.jspecify.annotations.Nullable;

/// The copy could not be rehearsed on; the message says what was attempted, where, and what to do.
/// It says nothing about the migrations.
public final class RehearseException extends RuntimeException {

    RehearseException(String message) {
        super(message);
    }

    RehearseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
