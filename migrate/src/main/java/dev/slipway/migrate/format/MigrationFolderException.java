package dev.slipway.migrate.format;

/// The folder of migrations is wrong; the message says where, what and what to do.
public final class MigrationFolderException extends RuntimeException {

    public MigrationFolderException(String message) {
        super(message);
    }

    public MigrationFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
