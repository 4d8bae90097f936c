package dev.slipway.matinee;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition, with a deadline.
public final class Wait {

    private static final long STEP_NANOS = Duration.ofMillis(20).toNanos();

    private Wait() {}

    public static void until(
            Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit + ": " + otherwise.get());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
