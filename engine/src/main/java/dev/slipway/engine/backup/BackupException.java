package dev.slipway.engine.backup;

/// A backup could not be taken or looked at. There is no file that looks like one.
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
