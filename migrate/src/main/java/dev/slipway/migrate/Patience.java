package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Runs a script again and again until it has its locks, and lets the traffic pass in between.
final class Patience {

    /// What the next attempt waits for at least, as a multiple of the lock timeout: the queue that
    /// formed behind the last one must have time to pass.
    private static final int PAUSE_FACTOR = 10;

    private final Connection work;
    private final Listener listener;
    private final Duration lockTimeout;
    private final Duration lockBudget;

    Patience(Connection work, Listener listener, Duration lockTimeout, Duration lockBudget) {
        this.work = work;
        this.listener = listener;
        this.lockTimeout = lockTimeout;
        this.lockBudget = lockBudget;
    }

    /// How a script ended.
    sealed interface Result {

        record Committed(Duration took) implements Result {}

        /// @param line in the file
        record Failed(int line, String error, String hint) implements Result {}
    }

    /// @param begun how far an earlier run came
    Result run(Migration migration, Script script, Recording recording, Optional<Progress> begun) {
        long began = System.nanoTime();
        var progress = begun;
        while (true) {
            var result =
                    new Attempt(work, listener, migration, script, recording, progress, lockTimeout)
                            .run();
            if (!(result instanceof Attempt.Result.GaveWay gaveWay)) {
                return ended(result);
            }
            var pause = pause();
            var spent = Duration.ofNanos(System.nanoTime() - began).plus(pause);
            if (spent.compareTo(lockBudget) > 0) {
                return gaveUp(gaveWay);
            }
            progress = gaveWay.progress();
            listener.givesWay(migration, gaveWay.statement(), pause);
            Pauses.sleep(pause, "waiting to try " + script.file() + " again");
        }
    }

    private static Result ended(Attempt.Result result) {
        if (result instanceof Attempt.Result.Committed committed) {
            return new Result.Committed(committed.took());
        }
        var failed = (Attempt.Result.Failed) result;
        return new Result.Failed(failed.line(), failed.error(), failed.hint());
    }

    private Duration pause() {
        long least = Math.max(1, lockTimeout.toMillis()) * PAUSE_FACTOR;
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(least, least + least / 2 + 1));
    }

    private Result gaveUp(Attempt.Result.GaveWay gaveWay) {
        return new Result.Failed(
                gaveWay.statement().line(),
                "its locks could not be had within "
                        + lockTimeout.toMillis()
                        + " ms in any attempt of "
                        + lockBudget.toSeconds()
                        + " s",
                "end the long transactions that use the same tables, or come back in a quieter"
                        + " hour");
    }
}
