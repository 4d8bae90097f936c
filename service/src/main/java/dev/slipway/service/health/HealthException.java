package dev.slipway.service.health;

/// Health cannot be told; the message says why and what to do.
public final class HealthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HealthException(String message, Throwable cause) {
        super(message, cause);
    }
}
