package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/// A session beside the migrating one that looks at its locks.
///
/// From outside, so that looking takes no snapshot and no lock in the transaction that is watched.
final class Observer implements AutoCloseable {

    /// Everything below 16384 is the server's own.
    private static final String LOCKS =
            """
            select distinct l.relation::bigint, l.mode
              from pg_catalog.pg_locks l
             where l.pid = ?
               and l.locktype = 'relation'
               and l.relation >= 16384
               and l.database = (select d.oid
                                   from pg_catalog.pg_database d
                                  where d.datname = current_database())
            """;

    private static final String WAITS_FOR =
            """
            select ? = any (pg_catalog.pg_blocking_pids(?))
            """;

    private static final String WAL =
            """
            select (pg_catalog.pg_current_wal_insert_lsn() - '0/0')::bigint
            """;

    private final Connection connection;
    private final PreparedStatement wal;
    private final PreparedStatement locks;
    private final PreparedStatement waitsFor;

    Observer(DatabaseUrl copy) throws SQLException {
        connection = copy.connect("slipway rehearsal observer");
        wal = connection.prepareStatement(WAL);
        locks = connection.prepareStatement(LOCKS);
        waitsFor = connection.prepareStatement(WAITS_FOR);
    }

    /// What is committed.
    Catalogue catalogue() throws SQLException {
        return Catalogue.read(connection);
    }

    /// What is committed, of every table.
    void read(Tables tables) throws SQLException {
        tables.readAll(connection);
    }

    /// What is committed, thing by thing.
    Inventory inventory() throws SQLException {
        return Inventory.read(connection);
    }

    /// How many bytes the server has written to its log, ever.
    long wal() throws SQLException {
        try (var row = wal.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The locks on relations that the session `pid` has, and the one that it waits for.
    Set<Lock> locks(int pid) throws SQLException {
        locks.setInt(1, pid);
        try (var rows = locks.executeQuery()) {
            var found = new LinkedHashSet<Lock>();
            while (rows.next()) {
                found.add(new Lock(rows.getLong(1), LockMode.of(rows.getString(2))));
            }
            return found;
        }
    }

    /// Whether the session `pid` cannot go on because of the session `other`.
    boolean waitsFor(int pid, int other) throws SQLException {
        waitsFor.setInt(1, other);
        waitsFor.setInt(2, pid);
        try (var row = waitsFor.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
