package dev.slipway.migrate.bookkeeping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How far a script is that does not run in one transaction.
///
/// @param fingerprint SHA-256 of the text that is being run: another text cannot be gone on with
/// @param done how many of its statements are finished
/// @param alone whether the next one was begun outside a transaction, so that its end is not known
/// @param indexes those that the next statement's table had before it, by object id
/// @param error what the server said when it failed
public record Progress(
        Direction direction,
        String fingerprint,
        int done,
        boolean alone,
        List<Long> indexes,
        Optional<String> error) {

    /// Which way a script leads.
    public enum Direction {
        UP,
        DOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Progress {
        indexes = List.copyOf(indexes);
    }
}
