package dev.slipway.engine.drill;

/// The restored copy could not be looked at: whether the backup is good is not known.
public final class DrillException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrillException(String message, Throwable cause) {
        super(message, cause);
    }
}
