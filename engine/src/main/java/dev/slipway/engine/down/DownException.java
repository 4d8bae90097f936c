package dev.slipway.engine.down;

import org.jspecify.annotations.Nullable;

/// The down scripts could not be rehearsed; the message says what was attempted and where. It says
/// nothing about the scripts.
public final class DownException extends RuntimeException {

    DownException(String message) {
        super(message);
    }

    DownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
