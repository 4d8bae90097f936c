package dev.slipway.spring;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Looks again and again until something is so, and fails a test in which it never is.
final class Eventually {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 10;

    private Eventually() {}

    /// @param what there is in its place, for the one who has to find out why
    static void holds(BooleanSupplier condition, Supplier<String> what) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LONGEST + ": " + what.get());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
