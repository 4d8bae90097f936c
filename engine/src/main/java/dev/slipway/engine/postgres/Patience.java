package dev.slipway.engine.postgres;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for what announces itself to nobody: the state of a process that is not our child, or of
/// a file. Looking every few milliseconds beats [ProcessHandle#onExit], which looks every 300.
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private Patience() {}

    /// Whether `condition` came true within `limit`.
    ///
    /// @throws PostgresException when the caller is interrupted
    static boolean await(BooleanSupplier condition, Duration limit) {
        var began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                return false;
            }
            pause();
        }
        return true;
    }

    static boolean awaitEnd(ProcessHandle process, Duration limit) {
        return await(() -> !runs(process), limit);
    }

    /// Whether it does anything any more. A zombie, which some containers' first process leaves
    /// unburied for seconds, has no program left and does not.
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /// @throws PostgresException when the caller is interrupted
    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("Waiting for a server was interrupted", e);
        }
    }
}
