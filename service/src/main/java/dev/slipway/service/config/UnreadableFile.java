package dev.slipway.service.config;

/// A file that cannot be read as text. The message is the end of a sentence that begins with its
/// name.
final class UnreadableFile extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableFile(String message) {
        super(message);
    }

    UnreadableFile(String message, Throwable cause) {
        super(message, cause);
    }
}
