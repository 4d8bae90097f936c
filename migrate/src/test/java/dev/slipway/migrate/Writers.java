package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Clients that insert all the time, and the longest time that one of their inserts took.
final class Writers implements AutoCloseable {

    private static final int PAUSE_MS = 20;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicReference<SQLException> broken = new AtomicReference<>();

    /// @param inserts what they run, in turn
    Writers(int count, DatabaseUrl url, List<String> inserts) throws SQLException {
        for (int i = 0; i < count; i++) {
            var connection = url.connect("a writer");
            var sql = inserts.get(i % inserts.size());
            var thread = new Thread(() -> write(connection, sql));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void write(Connection connection, String sql) {
        try (connection;
                var insert = connection.prepareStatement(sql)) {
            while (!stopped.get()) {
                long start = System.nanoTime();
                insert.execute();
                long took = System.nanoTime() - start;
                longest.accumulateAndGet(took, Math::max);
                Thread.sleep(PAUSE_MS);
            }
        } catch (SQLException e) {
            broken.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The longest insert since the last time this was asked.
    Duration longest() throws SQLException {
        if (broken.get() != null) {
            throw broken.get();
        }
        return Duration.ofNanos(longest.getAndSet(0));
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.forEach(Writers::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
