package dev.slipway.engine.deploy;

import java.io.IOException;

/// An instance could not be looked at or acted on; the message says which, and what to do.
public final class DeployException extends RuntimeException {

    DeployException(String message) {
        super(message);
    }

    DeployException(String message, IOException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
