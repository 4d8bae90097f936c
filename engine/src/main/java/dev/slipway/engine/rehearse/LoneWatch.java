package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads the locks of a statement while it runs outside a transaction, from a thread of its own.
///
/// If the statement waits for the [SlowReader], what it has at that moment is the answer, and the
/// reader goes. Otherwise it is everything that was seen. Neither can hang: the reader goes at the
/// latest when watching ends, and the server ends it if this process cannot.
final class LoneWatch implements AutoCloseable {

    private static final Duration READER_LIMIT = Duration.ofSeconds(60);
    private static final long SHORTEST_PAUSE_MS = 1;
    private static final long LONGEST_PAUSE_MS = 20;

    private final Observer observer;
    private final int pid;
    private final Set<Lock> tried;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Set<Lock> seen = new LinkedHashSet<>();
    private final Thread thread;
    private @Nullable SlowReader reader;
    private Optional<Set<Lock>> atTheWait = Optional.empty();
    private Optional<SQLException> failure = Optional.empty();

    private LoneWatch(Observer observer, int pid, Set<Lock> tried, @Nullable SlowReader reader) {
        this.observer = observer;
        this.pid = pid;
        this.tried = tried;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("rehearsal observer").unstarted(this::watch);
    }

    /// @param tried the locks seen in a [Trial], or empty when it refuses transactions
    /// @param tables that the slow reader reads, quoted
    static LoneWatch begin(
            DatabaseUrl copy, int pid, Optional<Set<Lock>> tried, Collection<String> tables)
            throws SQLException {
        var observer = new Observer(copy);
        try {
            var reader = tried.isPresent() ? null : SlowReader.begin(copy, tables, READER_LIMIT);
            var watch = new LoneWatch(observer, pid, tried.orElse(Set.of()), reader);
            watch.thread.start();
            return watch;
        } catch (SQLException e) {
            observer.close();
            throw e;
        }
    }

    /// Stops watching. What the statement was seen to lock.
    Set<Lock> end() throws SQLException {
        close();
        if (failure.isPresent()) {
            throw failure.get();
        }
        var locks = new LinkedHashSet<Lock>(tried);
        locks.addAll(atTheWait.orElse(seen));
        return locks;
    }

    private void watch() {
        try (observer) {
            long pause = SHORTEST_PAUSE_MS;
            do {
                look();
                pause = Math.min(pause + 1, LONGEST_PAUSE_MS);
            } while (!stop.await(pause, TimeUnit.MILLISECONDS));
        } catch (SQLException e) {
            failure = Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release();
        }
    }

    private void look() throws SQLException {
        boolean waits = reader != null && observer.waitsFor(pid, reader.pid());
        var locks = observer.locks(pid);
        seen.addAll(locks);
        if (waits) {
            atTheWait = Optional.of(locks);
            release();
        }
    }

    private void release() {
        if (reader == null) {
            return;
        }
        try {
            reader.close();
        } catch (SQLException e) {
            failure = Optional.of(e);
        }
        reader = null;
    }

    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
