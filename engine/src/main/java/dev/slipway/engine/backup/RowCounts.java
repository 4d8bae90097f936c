package dev.slipway.engine.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many rows each table of a database holds: what a restored copy is compared by.
public final class RowCounts {

    /// Tables that `pg_dump` dumps with their rows: ordinary tables and the leaves of partitioned
    /// ones. An extension's own tables come back with the extension.
    private static final String TABLES =
            """
            select format('%I.%I', n.nspname, c.relname)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r'
               and c.relpersistence <> 't'
               and n.nspname <> 'information_schema'
               and n.nspname not like 'pg\\_%'
               and not exists (
                       select
                         from pg_depend d
                        where d.classid = 'pg_class'::regclass
                          and d.objid = c.oid
                          and d.deptype = 'e')
             order by 1
            """;

    /// `only`: the rows of a table that others inherit from are its own.
    private static final String COUNT = "select count(*) from only %s";

    private RowCounts() {}

    /// Rows by table, named as SQL would name it: `public.room`, `"Odd".room`.
    ///
    /// Inside a transaction the tables stay locked against change of shape until it ends.
    public static SortedMap<String, Long> of(Connection connection) throws SQLException {
        var counts = new TreeMap<String, Long>();
        for (var table : tables(connection)) {
            counts.put(table, count(connection, table));
        }
        return Collections.unmodifiableSortedMap(counts);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COUNT.formatted(table))) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
