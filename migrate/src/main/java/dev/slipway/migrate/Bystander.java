package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the second session asks about the session that migrates, and how it stops it.
///
/// Every question is a transaction of a moment: a longer one would have a snapshot that `create
/// index concurrently` waits for.
final class Bystander {

    private static final String WAITS =
            """
            select wait_event_type = 'Lock'
              from pg_catalog.pg_stat_get_activity(?)
            """;

    private static final String BLOCKERS =
            """
            select distinct b.pid, a.application_name, a.query,
                   extract(epoch from clock_timestamp() - a.xact_start)::double precision
              from unnest(pg_catalog.pg_blocking_pids(?)) b (pid)
              left join pg_catalog.pg_stat_activity a on a.pid = b.pid
             order by b.pid
            """;

    private static final String ADVANCE =
            """
            select coalesce(i.relname, t.relname), doing, phase, done, total
              from (select pid, relid, index_relid,
                           case when command like 'REINDEX%' then 'rebuilding index'
                                else 'building index' end,
                           phase,
                           case when phase like '%scanning%' then blocks_done
                                when phase like 'waiting%' then lockers_done
                                else tuples_done end,
                           case when phase like '%scanning%' then blocks_total
                                when phase like 'waiting%' then lockers_total
                                else tuples_total end
                      from pg_catalog.pg_stat_progress_create_index
                    union all
                    select pid, relid, null, 'vacuuming', phase, heap_blks_scanned, heap_blks_total
                      from pg_catalog.pg_stat_progress_vacuum
                    union all
                    select pid, relid, null, 'rewriting', phase, heap_blks_scanned, heap_blks_total
                      from pg_catalog.pg_stat_progress_cluster
                    union all
                    select pid, relid, null, 'copying', '', bytes_processed, bytes_total
                      from pg_catalog.pg_stat_progress_copy)
                       p (pid, relid, index_relid, doing, phase, done, total)
              left join pg_catalog.pg_class i on i.oid = p.index_relid
              left join pg_catalog.pg_class t on t.oid = p.relid
             where pid = ?
            """;

    private static final String CANCEL = "select pg_catalog.pg_cancel_backend(?)";

    private final Connection connection;
    private final int pid;

    /// @param connection in autocommit mode
    /// @param pid of the session that migrates, as the server knows it
    Bystander(Connection connection, int pid) {
        this.connection = connection;
        this.pid = pid;
    }

    boolean gone() throws SQLException {
        return connection.isClosed();
    }

    /// Whether the session waits for a lock now.
    boolean waits() throws SQLException {
        return ask(WAITS, row -> row.next() && row.getBoolean(1));
    }

    /// Whom it waits for.
    List<Blocker> blockers() throws SQLException {
        return ask(
                BLOCKERS,
                rows -> {
                    var blockers = new ArrayList<Blocker>();
                    while (rows.next()) {
                        Blocker.read(rows, 1).ifPresent(blockers::add);
                    }
                    return blockers;
                });
    }

    /// How far its statement is, if the server counts that.
    ///
    /// @param running how long it runs already
    Optional<Listener.Advance> advance(Duration running) throws SQLException {
        return ask(
                ADVANCE,
                row ->
                        row.next()
                                ? Optional.of(
                                        new Listener.Advance(
                                                row.getString(2),
                                                Optional.ofNullable(row.getString(1)).orElse(""),
                                                Optional.ofNullable(row.getString(3)).orElse(""),
                                                row.getLong(4),
                                                row.getLong(5),
                                                running))
                                : Optional.empty());
    }

    /// Stops the statement that it runs. When this returns, the server has told its process: what
    /// the session is sent later is not stopped by it.
    void cancel() throws SQLException {
        ask(CANCEL, row -> row);
    }

    private <T> T ask(String question, Answer<T> answer) throws SQLException {
        try (var query = connection.prepareStatement(question)) {
            query.setInt(1, pid);
            try (var rows = query.executeQuery()) {
                return answer.of(rows);
            }
        }
    }

    private interface Answer<T> {
        T of(ResultSet rows) throws SQLException;
    }
}
