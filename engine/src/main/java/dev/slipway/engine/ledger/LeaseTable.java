package dev.slipway.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/// Reads and writes the `lease` table, and the advisory lock that goes with each of its rows.
///
/// The lock is what makes a lease: it ends with its session, so a dead holder frees it at once. The
/// row says who and since when, and holds the token. Times are the server's own, because the
/// processes that compare them may stand on different machines.
record LeaseTable(Connection connection, String service, String environment) {

    /// Takes the lock and writes the row in one statement: nobody is ever seen between the two.
    private static final String TAKE =
            """
            with free as materialized (
                select pg_try_advisory_lock(hashtextextended(?, 0)) as yes
            )
            insert into slipway.lease as l
                   (service, environment, holder, token, backend_pid, since, until)
            select ?, ?, ?, 1, pg_backend_pid(), clock_timestamp(),
                   clock_timestamp() + ? * interval '1 millisecond'
              from free
             where yes
                on conflict (service, environment) do update
               set holder = excluded.holder,
                   token = l.token + 1,
                   backend_pid = excluded.backend_pid,
                   since = excluded.since,
                   until = excluded.until
            returning token
            """;

    private static final String RENEW =
            """
            update slipway.lease
               set until = clock_timestamp() + ? * interval '1 millisecond'
             where service = ? and environment = ? and token = ?
            """;

    private static final String GIVE_BACK =
            """
            update slipway.lease
               set until = clock_timestamp()
             where service = ? and environment = ? and token = ?
            """;

    private static final String HOLDER =
            """
            select holder, since, until
              from slipway.lease
             where service = ? and environment = ?
            """;

    /// Ends the session of a holder that has been silent too long, and waits until it is gone.
    private static final String END_EXPIRED =
            """
            select pg_terminate_backend(k.pid, 5000)
              from slipway.lease l
              join pg_locks k on k.pid = l.backend_pid
             where l.service = ? and l.environment = ?
               and l.until < clock_timestamp()
               and k.locktype = 'advisory' and k.granted and k.objsubid = 1
               and k.database = (select oid from pg_database where datname = current_database())
               and ((k.classid::bigint << 32) | k.objid::bigint) = hashtextextended(?, 0)
            """;

    OptionalLong take(String holder, Duration lasts) throws SQLException {
        try (var take = connection.prepareStatement(TAKE)) {
            take.setString(1, lockName());
            take.setString(2, service);
            take.setString(3, environment);
            take.setString(4, holder);
            take.setLong(5, lasts.toMillis());
            try (var row = take.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /// Whether the lease is still the one with this token; if so, it lasts from now on again.
    boolean renew(long token, Duration lasts) throws SQLException {
        try (var renew = connection.prepareStatement(RENEW)) {
            renew.setLong(1, lasts.toMillis());
            setKey(renew, 2);
            renew.setLong(4, token);
            return renew.executeUpdate() == 1;
        }
    }

    void giveBack(long token) throws SQLException {
        try (var giveBack = connection.prepareStatement(GIVE_BACK)) {
            setKey(giveBack, 1);
            giveBack.setLong(3, token);
            giveBack.executeUpdate();
        }
    }

    LeaseAttempt.Held holder() throws SQLException {
        try (var query = connection.prepareStatement(HOLDER)) {
            setKey(query, 1);
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    throw new LedgerException(
                            "the lease of "
                                    + lockName()
                                    + " is locked, but the ledger has no row"
                                    + " of it: some other program uses the same advisory lock");
                }
                return new LeaseAttempt.Held(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class),
                        row.getObject(3, OffsetDateTime.class));
            }
        }
    }

    void endExpiredHolder() throws SQLException {
        try (var end = connection.prepareStatement(END_EXPIRED)) {
            setKey(end, 1);
            end.setString(3, lockName());
            end.execute();
        }
    }

    private void setKey(PreparedStatement statement, int from) throws SQLException {
        statement.setString(from, service);
        statement.setString(from + 1, environment);
    }

    private String lockName() {
        return "slipway lease " + service + "/" + environment;
    }
}
