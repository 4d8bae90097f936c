package dev.slipway.matinee.load;

/// The report cannot be written; the message says where and why.
public final class LoadException extends RuntimeException {

    LoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
