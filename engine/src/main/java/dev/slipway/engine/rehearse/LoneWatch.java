package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Reads the locks of a statement while it runs outside a transaction, from a thread of its own.
///
/// If the statement waits for a [SlowReader], what it has at that moment is the answer, and the
/// reader goes. Otherwise it is everything that was seen. Neither can hang: the readers go at the
/// latest when watching ends, and the server ends them if this process cannot.
///
/// A second reader has the partitions alone: what detaches one waits for those who use the whole
/// table first, when it holds nothing, and for those who use the partition after that.
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
    private final List<SlowReader> readers;
    private final Set<Lock> atTheWait = new LinkedHashSet<>();
    private Optional<SQLException> failure = Optional.empty();

    private LoneWatch(Observer observer, int pid, Set<Lock> tried, List<SlowReader> readers) {
        this.observer = observer;
        this.pid = pid;
        this.tried = tried;
        this.readers = new ArrayList<>(readers);
        this.thread = Thread.ofPlatform().name("rehearsal observer").unstarted(this::watch);
    }

    /// @param tried the locks seen in a [Trial], or empty when it refuses transactions
    /// @param tables that the slow reader reads, quoted
    /// @param partitions among them
    static LoneWatch begin(
            DatabaseUrl copy,
            int pid,
            Optional<Set<Lock>> tried,
            Collection<String> tables,
            Collection<String> partitions)
            throws SQLException {
        var observer = new Observer(copy);
        var readers = new ArrayList<SlowReader>();
        try {
            if (tried.isEmpty()) {
                readers.add(SlowReader.begin(copy, tables, READER_LIMIT));
            }
            if (tried.isEmpty() && !partitions.isEmpty()) {
                readers.add(SlowReader.begin(copy, partitions, READER_LIMIT));
            }
            var watch = new LoneWatch(observer, pid, tried.orElse(Set.of()), readers);
            watch.thread.start();
            return watch;
        } catch (SQLException e) {
            for (var reader : readers) {
                reader.close();
            }
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
        locks.addAll(atTheWait.isEmpty() ? seen : atTheWait);
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
        var waitedFor = waitedFor();
        var locks = observer.locks(pid);
        seen.addAll(locks);
        if (waitedFor.isPresent()) {
            atTheWait.addAll(locks);
            readers.remove(waitedFor.get());
            waitedFor.get().close();
        }
    }

    private Optional<SlowReader> waitedFor() throws SQLException {
        for (var reader : readers) {
            if (observer.waitsFor(pid, reader.pid())) {
                return Optional.of(reader);
            }
        }
        return Optional.empty();
    }

    private void release() {
        for (var reader : readers) {
            try {
                reader.close();
            } catch (SQLException e) {
                failure = Optional.of(e);
            }
        }
        readers.clear();
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
