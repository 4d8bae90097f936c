package dev.slipway.engine.down;

import dev.slipway.migrate.format.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tables of a database at one moment, by name. The history and Slipway's own are no part of
/// it.
///
/// Large objects are: the server keeps them in a table of its own.
record Tables(SortedMap<String, Table> byName) {

    private static final String READ =
            """
            select c.oid::bigint, format('%I.%I', n.nspname, c.relname), c.relfilenode::bigint,
                   pg_stat_get_tuples_inserted(c.oid)
                   + pg_stat_get_tuples_updated(c.oid)
                   + pg_stat_get_tuples_deleted(c.oid),
                   quote_ident(a.attname), a.attnum::int, format_type(a.atttypid, a.atttypmod),
                   t.oid < 16384
                   and t.typtype = 'b'
                   and t.typcategory <> 'A'
                   and t.typname !~ '^reg'
                   and t.typsend::oid <> 0
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              left join pg_attribute a
                on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
              left join pg_type t on t.oid = a.atttypid
             where (c.relkind in ('r', 'm')
                    and c.relpersistence <> 't'
                    and n.nspname !~ '^pg_'
                    and n.nspname not in ('information_schema', 'slipway')
                    and (n.nspname, c.relname) <> (?, ?))
                or (c.oid = 'pg_largeobject'::regclass
                    and has_table_privilege(c.oid, 'select'))
             order by 2, a.attname
            """;

    /// A session tells its counts at the latest when it ends.
    private static final String OTHERS =
            """
            select count(*)
              from pg_stat_activity
             where datname = current_database()
               and backend_type = 'client backend'
               and pid <> pg_backend_pid()
            """;

    private static final int LOOKS = 500;
    private static final long PAUSE = 10;

    /// Waits for sessions that have just been closed, whose changes would be missed otherwise.
    static Tables read(Connection connection, HistoryTable history) throws SQLException {
        awaitOthers(connection);
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, history.schema());
            query.setString(2, history.table());
            try (var rows = query.executeQuery()) {
                return new Tables(tables(rows));
            }
        }
    }

    private static SortedMap<String, Table> tables(ResultSet rows) throws SQLException {
        var tables = new TreeMap<String, Table>();
        var columns = new ArrayList<Table.Column>();
        while (rows.next()) {
            var name = rows.getString(2);
            if (!tables.containsKey(name)) {
                columns.clear();
            }
            if (rows.getString(5) != null) {
                columns.add(
                        new Table.Column(
                                rows.getString(5),
                                rows.getInt(6),
                                rows.getString(7),
                                rows.getBoolean(8)));
            }
            tables.put(
                    name,
                    new Table(rows.getLong(1), name, rows.getLong(3), rows.getLong(4), columns));
        }
        return tables;
    }

    private static void awaitOthers(Connection connection) throws SQLException {
        for (int i = 0; i < LOOKS && others(connection) > 0; i++) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DownException("rehearsing the down scripts was interrupted", e);
            }
        }
    }

    private static int others(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(OTHERS)) {
            row.next();
            return row.getInt(1);
        }
    }

    Optional<Table> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Each table and column by what stays the same when it is renamed.
    SortedMap<String, String> places() {
        var places = new TreeMap<String, String>();
        for (var table : byName.values()) {
            places.put(Long.toString(table.oid()), "table " + table.name());
            for (var column : table.columns()) {
                places.put(
                        table.oid() + "." + column.number(),
                        "column " + table.name() + "." + column.name());
            }
        }
        return places;
    }

    /// Those of these whose rows may not be what they were, judging by what `later` shows of the
    /// same database: anything else has the same files, and nobody counted a change in it.
    List<Table> touched(Tables later) {
        return byName.values().stream()
                .filter(table -> !later.find(table.name()).equals(Optional.of(table)))
                .toList();
    }
}
