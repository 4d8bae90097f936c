package dev.slipway.engine.start;

import java.io.IOException;

/// A command could not be handed to a shell, or not be ended; the message says which. It says
/// nothing about the version.
public final class StartException extends RuntimeException {

    StartException(String message, IOException cause) {
        super(message, cause);
    }
}
