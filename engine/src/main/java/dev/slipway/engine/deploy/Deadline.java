package dev.slipway.engine.deploy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A moment on this machine's steady clock, and the waiting for something until then.
public record Deadline(long nanos) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + Math.max(0, time.toNanos()));
    }

    public boolean passed() {
        return System.nanoTime() - nanos > 0;
    }

    /// Looks again and again; the last look is after the deadline.
    public boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }
}
