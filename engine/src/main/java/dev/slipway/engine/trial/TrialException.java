package dev.slipway.engine.trial;

/// The trial could not go on; the message says at what, why, and what to do.
public final class TrialException extends RuntimeException {

    TrialException(String message) {
        super(message);
    }

    TrialException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
