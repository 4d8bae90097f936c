package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Runs a script again and again until it has its locks, and lets the traffic pass in between.
final class Patience {

    /// What the next attempt waits for at least, as a multiple of the lock timeout: the queue that
    /// formed behind the last one must have time to pass.
    private static final int PAUSE_FACTOR = 10;

    private final Connection work;
    private final Footing footing;
    private final LockWatch watch;
    private final Listener listener;
    private final Limits limits;

    /// @param pid of the migrating session, as the server knows it
    Patience(Connection work, int pid, MigrationLock lock, Listener listener, Limits limits)
            throws SQLException {
        this(
                work,
                new Footing(work),
                new LockWatch(new Bystander(lock.session(), pid), listener),
                listener,
                limits);
    }

    private Patience(
            Connection work, Footing footing, LockWatch watch, Listener listener, Limits limits) {
        this.work = work;
        this.footing = footing;
        this.watch = watch;
        this.listener = listener;
        this.limits = limits;
    }

    /// The same, but another is told of the scripts that run.
    Patience telling(Listener other) {
        return new Patience(work, footing, watch, other, limits);
    }

    /// Where its session stands.
    Footing footing() {
        return footing;
    }

    /// How a script ended.
    sealed interface Result {

        record Committed(Duration took) implements Result {}

        record Failed(Spot at, String error, String hint) implements Result {}
    }

    /// @param begun how far an earlier run came
    Result run(Migration migration, Script script, Recording recording, Optional<Progress> begun) {
        var own = limits.in(script);
        var progress = begun;
        long refused = 0;
        for (int tries = 0; ; tries++) {
            var session = new Session(work, footing, watch, listener, migration, own);
            var result = new Attempt(session, script, recording, progress).run();
            if (!(result instanceof Attempt.Result.GaveWay gaveWay)) {
                return ended(result);
            }
            if (tries == 0 || advanced(progress, gaveWay.progress())) {
                refused = System.nanoTime();
            }
            var pause = pause(own);
            var spent = Duration.ofNanos(System.nanoTime() - refused).plus(pause);
            if (spent.compareTo(own.lockBudget()) > 0) {
                return gaveUp(gaveWay, own);
            }
            progress = gaveWay.progress();
            listener.givesWay(migration, gaveWay.statement(), pause, gaveWay.blockers());
            Pauses.sleep(pause, "waiting to try " + script.file() + " again");
        }
    }

    private static boolean advanced(Optional<Progress> before, Optional<Progress> now) {
        return !before.map(Progress::done).orElse(0).equals(now.map(Progress::done).orElse(0));
    }

    private static Result ended(Attempt.Result result) {
        if (result instanceof Attempt.Result.Committed committed) {
            return new Result.Committed(committed.took());
        }
        var failed = (Attempt.Result.Failed) result;
        return new Result.Failed(failed.at(), failed.error(), failed.hint());
    }

    private static Duration pause(Limits limits) {
        long least = limits.lockTimeout().toMillis() * PAUSE_FACTOR;
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(least, least + least / 2 + 1));
    }

    private static Result gaveUp(Attempt.Result.GaveWay gaveWay, Limits limits) {
        return new Result.Failed(
                Spot.line(gaveWay.statement().line()),
                "its locks could not be had within "
                        + limits.lockTimeout().toMillis()
                        + " ms in any attempt of "
                        + Durations.words(limits.lockBudget())
                        + Blocker.held(gaveWay.blockers()),
                "end the long transactions that use the same tables, or come back in a quieter"
                        + " hour");
    }
}
