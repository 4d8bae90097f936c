package dev.slipway.matinee.config;

import dev.slipway.report.Exit;

/// The configuration is wrong; the message names everything that is, each with its source.
public final class ConfigException extends RuntimeException {

    private final Exit exit;

    ConfigException(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    /// How the process should end.
    public Exit exit() {
        return exit;
    }
}
