package dev.slipway.matinee.web;

import dev.slipway.report.Exit;
import org.jspecify.annotations.Nullable;

/// The instance cannot start; the message says what was attempted and what to do.
public final class WebException extends RuntimeException {

    private final Exit exit;

    WebException(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    WebException(Exit exit, @Nullable String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    /// How the process should end.
    public Exit exit() {
        return exit;
    }
}
