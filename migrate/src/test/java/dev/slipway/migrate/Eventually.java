package dev.slipway.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Looks again and again until something is so, and fails a test in which it never is.
final class Eventually {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 5;

    /// Whether it is so by now.
    interface Condition {
        boolean holds() throws SQLException;
    }

    /// What is there by now.
    interface Look<T> {
        Optional<T> found() throws SQLException;
    }

    private Eventually() {}

    static void holds(String what, Condition condition) throws SQLException {
        found(what, () -> condition.holds() ? Optional.of(what) : Optional.empty());
    }

    static <T> T found(String what, Look<T> look) throws SQLException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        var found = look.found();
        while (found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LONGEST + ": " + what);
            }
            pause();
            found = look.found();
        }
        return found.get();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
