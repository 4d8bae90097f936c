package dev.slipway.engine.copy;

import org.jspecify.annotations.Nullable;

/// There is no copy; the message says what was attempted, where, and what to do. The source was
/// only read.
public final class CopyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopyException(String message) {
        super(message);
    }

    CopyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
