package dev.slipway.engine.plan;

import java.io.IOException;

/// A version's files could not be read; the message says which and what to do.
public final class PlanException extends RuntimeException {

    PlanException(String message) {
        super(message);
    }

    PlanException(String message, IOException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
