package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;

/// The database-side lock that lets one process migrate at a time.
///
/// A session advisory lock on a connection of its own in autocommit mode: it holds no snapshot that
/// `create index concurrently` would wait for, and it goes away with the process. It is polled and
/// never waited for in the server, because a waiter has a snapshot too.
final class MigrationLock {

    private static final Duration TELL_AGAIN = Duration.ofSeconds(1);
    private static final int SHORTEST_PAUSE_MS = 50;
    private static final int LONGEST_PAUSE_MS = 250;
    private static final int ALIVE_SECONDS = 5;
    private static final Duration LISTEN_AGAIN = Duration.ofMillis(100);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private static final String STAY = "set idle_session_timeout = 0; set statement_timeout = 0";

    private static final String TRY = "select pg_try_advisory_lock(?)";

    private static final String RELEASE = "select pg_advisory_unlock(?)";

    private static final String HOLDER =
            """
            select a.pid, a.usename, a.application_name, coalesce(host(a.client_addr), 'local'),
                   a.backend_start
              from pg_locks l
              join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory'
               and l.granted
               and l.objsubid = 1
               and l.database = (select oid from pg_database where datname = current_database())
               and l.classid = (? >> 32 & 4294967295)::oid
               and l.objid = (? & 4294967295)::oid
             limit 1
            """;

    private final Connection connection;

    /// When it was last read what the server had said.
    private long listened = System.nanoTime();

    /// When the server answered last.
    private long asked = listened;

    private MigrationLock(Connection connection) {
        this.connection = connection;
    }

    /// What came of asking for the lock.
    sealed interface Result {

        /// It is ours as long as its session lasts.
        record Held(MigrationLock lock) implements Result {}

        /// It was somebody else's all the time.
        record Refused(Optional<Holder> holder) implements Result {}
    }

    /// Takes all of `ids`, in their order, or none. They are held as long as the session lasts.
    static Result acquire(Connection connection, List<Long> ids, Duration wait, Listener listener)
            throws SQLException {
        var lock = new MigrationLock(connection);
        try (var statement = connection.createStatement()) {
            statement.execute(STAY);
        }
        long began = System.nanoTime();
        long told = began - TELL_AGAIN.toNanos();
        while (true) {
            var taken = lock.tryAll(ids);
            if (taken.isEmpty()) {
                return new Result.Held(lock);
            }
            long now = System.nanoTime();
            var holder = lock.holder(taken.get());
            if (now - began >= wait.toNanos()) {
                return new Result.Refused(holder);
            }
            if (now - told >= TELL_AGAIN.toNanos() && holder.isPresent()) {
                told = now;
                listener.waitsForMigrationLock(holder.get(), Duration.ofNanos(now - began));
            }
            pause(wait.minusNanos(now - began));
        }
    }

    /// The id that somebody else holds, or empty when all are ours.
    private Optional<Long> tryAll(List<Long> ids) throws SQLException {
        for (int i = 0; i < ids.size(); i++) {
            if (!ask(TRY, ids.get(i))) {
                for (var id : ids.subList(0, i)) {
                    ask(RELEASE, id);
                }
                return Optional.of(ids.get(i));
            }
        }
        return Optional.empty();
    }

    private boolean ask(String question, long id) throws SQLException {
        try (var query = connection.prepareStatement(question)) {
            query.setLong(1, id);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Optional<Holder> holder(long id) throws SQLException {
        try (var query = connection.prepareStatement(HOLDER)) {
            query.setLong(1, id);
            query.setLong(2, id);
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Holder(
                                        row.getInt(1),
                                        Optional.ofNullable(row.getString(2)).orElse("unknown"),
                                        Optional.ofNullable(row.getString(3)).orElse(""),
                                        row.getString(4),
                                        Optional.ofNullable(
                                                row.getObject(5, OffsetDateTime.class))))
                        : Optional.empty();
            }
        }
    }

    private static void pause(Duration atMost) {
        long jittered =
                ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS + 1L);
        Pauses.sleep(
                Duration.ofMillis(Math.min(jittered, Math.max(1, atMost.toMillis()))),
                "waiting for the migration lock");
    }

    /// Its session, which has nothing else to do than to keep the lock and may ask about others.
    Connection session() {
        return connection;
    }

    /// Whether the session that holds it is there, so that a lock which was lost is noticed before
    /// anything is done.
    ///
    /// What the server said of its end is read now and then, since looking for it costs a
    /// millisecond; more seldom the server is asked, since a network can break without a word.
    boolean alive() throws SQLException {
        long now = System.nanoTime();
        if (now - asked >= ASK_AGAIN.toNanos()) {
            asked = now;
            return connection.isValid(ALIVE_SECONDS);
        }
        if (now - listened >= LISTEN_AGAIN.toNanos()) {
            listened = now;
            return saysNothingOfItsEnd();
        }
        return !connection.isClosed();
    }

    private boolean saysNothingOfItsEnd() {
        try {
            connection.unwrap(PGConnection.class).getNotifications();
            return true;
        } catch (SQLException ended) {
            return false;
        }
    }
}
