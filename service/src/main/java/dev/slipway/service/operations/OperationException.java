package dev.slipway.service.operations;

/// A command cannot begin because of its configuration; the message says why.
final class OperationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OperationException(String message, Throwable cause) {
        super(message, cause);
    }
}
