package dev.slipway.migrate;

import dev.slipway.migrate.sql.Concurrent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An index as the catalogue shows it.
///
/// @param oid its object id
/// @param sql its name with its schema, quoted
/// @param meant whether the statement means this one by its name
/// @param valid whether queries may use it
/// @param builder who is building an index on its table now, if somebody does
record TableIndex(long oid, String sql, boolean meant, boolean valid, Optional<Blocker> builder) {

    /// A session that builds holds a lock on the table all the time, whatever of its progress this
    /// role may see.
    private static final String OF_TABLE =
            """
            select i.indexrelid, format('%%I.%%I', n.nspname, c.relname), %s, i.indisvalid,
                   b.pid, b.application_name, b.query,
                   extract(epoch from clock_timestamp() - b.xact_start)::double precision
              from pg_catalog.pg_index i
              join pg_catalog.pg_class c on c.oid = i.indexrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              left join lateral (
                   select a.*
                     from pg_catalog.pg_locks l
                     join pg_catalog.pg_stat_progress_create_index p on p.pid = l.pid
                     join pg_catalog.pg_stat_activity a on a.pid = l.pid
                    where l.locktype = 'relation'
                      and l.database = p.datid
                      and p.datname = current_database()
                      and l.relation = i.indrelid
                      and l.mode = 'ShareUpdateExclusiveLock'
                      and l.granted
                    limit 1) b on true
             where i.indrelid = %s
             order by 1
            """;

    private static final String MEANT_BY_NAME =
            "coalesce(c.relname = (parse_ident(?))[1]::name, false)";

    /// What `reindex concurrently` calls the indexes that it has not finished or not dropped.
    private static final String LEFT_BY_REINDEX = "c.relname ~ '_cc(new|old)[0-9]*$'";

    private static final String TABLE = "to_regclass(?)";

    private static final String TABLE_OF_INDEX =
            "(select indrelid from pg_catalog.pg_index where indexrelid = to_regclass(?))";

    /// The indexes of the table that a statement is about, in the order of their ids.
    static List<TableIndex> of(Concurrent statement, Connection connection) throws SQLException {
        if (statement instanceof Concurrent.CreateIndex create) {
            return create.name().isPresent()
                    ? read(connection, MEANT_BY_NAME, TABLE, create.name().get(), create.table())
                    : read(connection, "false", TABLE, create.table());
        }
        if (statement instanceof Concurrent.ReindexTable table) {
            return read(connection, LEFT_BY_REINDEX, TABLE, table.table());
        }
        if (statement instanceof Concurrent.ReindexIndex index) {
            return read(connection, LEFT_BY_REINDEX, TABLE_OF_INDEX, index.index());
        }
        return List.of();
    }

    private static List<TableIndex> read(
            Connection connection, String meant, String table, String... names)
            throws SQLException {
        try (var query = connection.prepareStatement(OF_TABLE.formatted(meant, table))) {
            for (int i = 0; i < names.length; i++) {
                query.setString(i + 1, names[i]);
            }
            try (var row = query.executeQuery()) {
                var indexes = new ArrayList<TableIndex>();
                while (row.next()) {
                    indexes.add(
                            new TableIndex(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getBoolean(3),
                                    row.getBoolean(4),
                                    Blocker.read(row, 5)));
                }
                return indexes;
            }
        }
    }
}
