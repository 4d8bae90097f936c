package dev.slipway.migrate;

import java.time.Duration;

/// Waits on the calling thread.
final class Pauses {

    private Pauses() {}

    /// @param doing what to say was interrupted, should it be
    static void sleep(Duration pause, String doing) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrateException(
                    "interrupted while " + doing + ": nothing was left half-done", e);
        }
    }
}
