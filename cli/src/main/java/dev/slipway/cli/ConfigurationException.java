package dev.slipway.cli;

/// A tool's own configuration cannot be read or used; the message says which and what to do.
final class ConfigurationException extends RuntimeException {

    ConfigurationException(String message) {
        super(message);
    }

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
