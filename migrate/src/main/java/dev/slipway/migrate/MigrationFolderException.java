package dev.slipway.migrate;

/// The folder of migrations is wrong; the message says where, what and what to do.
public final class MigrationFolderException extends RuntimeException {

    MigrationFolderException(String message) {
        super(message);
    }

    MigrationFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
