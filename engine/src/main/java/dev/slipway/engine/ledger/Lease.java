package dev.slipway.engine.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The right to act on one environment of a service, while this process lives and says so.
///
/// It is one session of the ledger, and everything that is written under the lease goes through
/// that session. Who supersedes a holder ends its session first, so a process that was stopped and
/// wakes up later has nothing left to write with; the token says the same a second time.
public final class Lease implements AutoCloseable {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    private final Connection connection;
    private final LeaseTable table;
    private final String holder;
    private final long token;
    private final LeaseTerms terms;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicReference<Optional<SupersededException>> lost =
            new AtomicReference<>(Optional.empty());
    private final ScheduledExecutorService heartbeat;

    private Lease(LeaseTable table, String holder, long token, LeaseTerms terms) {
        this.connection = table.connection();
        this.table = table;
        this.holder = holder;
        this.token = token;
        this.terms = terms;
        this.heartbeat =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("lease").factory());
    }

    /// Asks until it is granted or the patience is over. The connection becomes the lease's own.
    static LeaseAttempt acquire(LeaseTable table, String holder, LeaseTerms terms)
            throws SQLException {
        long deadline = System.nanoTime() + terms.patience().toNanos();
        while (true) {
            table.endExpiredHolder();
            var token = table.take(holder, terms.lasts());
            if (token.isPresent()) {
                var lease = new Lease(table, holder, token.getAsLong(), terms);
                lease.startHeartbeat();
                return new LeaseAttempt.Granted(lease);
            }
            if (System.nanoTime() - deadline > 0) {
                return table.holder();
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    public String holder() {
        return holder;
    }

    /// Grows with every holder, and is never given twice.
    public long token() {
        return token;
    }

    /// Asks the ledger whether this lease still holds; to be called before every act in the world.
    ///
    /// @throws SupersededException when it does not
    public void confirm() {
        write("confirming the lease", writing -> true);
    }

    /// Runs one transaction that begins by renewing the lease, so that it cannot commit without it.
    ///
    /// @throws SupersededException when the lease is gone; nothing is written then
    <T> T write(String attempt, Writing<T> work) {
        turn.lock();
        try {
            lost.get()
                    .ifPresent(why -> {
                        throw why;
                    });
            return transaction(work);
        } catch (SQLException e) {
            throw failed(attempt, e);
        } finally {
            turn.unlock();
        }
    }

    private <T> T transaction(Writing<T> work) throws SQLException {
        connection.setAutoCommit(false);
        var committed = false;
        try {
            if (!table.renew(token, terms.lasts())) {
                throw superseded(
                        new SupersededException(
                                "the lease of "
                                        + place()
                                        + " has gone to somebody else; "
                                        + "this process must not act on it any more"));
            }
            var result = work.on(connection);
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed && !connection.isClosed()) {
                connection.rollback();
            }
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private LedgerException failed(String attempt, SQLException e) {
        var state = Optional.ofNullable(e.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("57P")
                ? superseded(
                        new SupersededException(
                                "the ledger ended the session of the lease of "
                                        + place()
                                        + " while "
                                        + attempt
                                        + "; run again to see how far the release is",
                                e))
                : new LedgerException("failed while " + attempt, e);
    }

    private SupersededException superseded(SupersededException why) {
        lost.compareAndSet(Optional.empty(), Optional.of(why));
        return why;
    }

    private String place() {
        return table.service() + " in " + table.environment();
    }

    private void startHeartbeat() {
        long every = terms.renewal().toMillis();
        var _ = heartbeat.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
    }

    /// A heart that cannot beat stops; who holds the lease meets the reason at the next write.
    private void beat() {
        try {
            confirm();
        } catch (LedgerException e) {
            heartbeat.shutdown();
        }
    }

    /// Gives the lease back, if it is still there.
    @Override
    public void close() {
        heartbeat.shutdownNow();
        turn.lock();
        try (connection) {
            if (lost.get().isEmpty()) {
                table.giveBack(token);
            }
        } catch (SQLException e) {
            // The session is gone, and the lease with it: that is what was wanted.
            superseded(new SupersededException("the lease was lost while it was given back", e));
        } finally {
            turn.unlock();
        }
    }

    /// What is done inside a transaction of the lease.
    @FunctionalInterface
    interface Writing<T> {
        T on(Connection connection) throws SQLException;
    }
}
