package dev.slipway.engine.rehearse;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the [Anatomy] of tables out of the server's catalogue.
final class AnatomyQueries {

    private static final String TABLES =
            """
            select c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relkind,
                   case when c.relkind in ('r', 'm') then pg_catalog.pg_relation_size(c.oid) end,
                   case when c.relkind in ('r', 'm') then pg_catalog.pg_total_relation_size(c.oid) end,
                   case when c.relispartition
                        then pg_catalog.pg_get_partition_constraintdef(c.oid) end
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.oid >= 16384
               and n.nspname <> 'pg_toast'
               and c.relpersistence <> 't'
               and c.relkind in ('r', 'p', 'm')
               and (?::bigint[] is null or c.oid::bigint = any (?))
             order by 1
            """;

    private static final String COLUMNS =
            """
            select a.attrelid::bigint, a.attnum, pg_catalog.quote_ident(a.attname),
                   pg_catalog.format_type(a.atttypid, a.atttypmod),
                   a.atttypid || ' ' || a.atttypmod,
                   case when t.typtype = 'd'
                        then pg_catalog.format_type(t.typbasetype, t.typtypmod) end,
                   array(select pg_catalog.pg_get_constraintdef(k.oid)
                           from pg_catalog.pg_constraint k
                          where k.contypid = t.oid and k.contype = 'c'
                          order by k.conname),
                   a.attnotnull, pg_catalog.pg_get_expr(d.adbin, d.adrelid),
                   a.attidentity::text, a.attgenerated::text
              from pg_catalog.pg_attribute a
              join pg_catalog.pg_class c on c.oid = a.attrelid
              join pg_catalog.pg_type t on t.oid = a.atttypid
              left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attnum > 0
               and not a.attisdropped
               and c.oid >= 16384
               and c.relkind in ('r', 'p', 'm')
               and (?::bigint[] is null or c.oid::bigint = any (?))
             order by 1, 2
            """;

    private static final String CONSTRAINTS =
            """
            select k.conrelid::bigint, k.oid::bigint, pg_catalog.quote_ident(k.conname), k.contype,
                   pg_catalog.pg_get_constraintdef(k.oid), k.convalidated,
                   coalesce(k.conkey, '{}')::int[], k.conindid::bigint
              from pg_catalog.pg_constraint k
             where k.conrelid >= 16384
               and k.contype in ('c', 'f', 'p', 'u', 'x')
               and (?::bigint[] is null or k.conrelid::bigint = any (?))
             order by 1, 2
            """;

    private static final String INDEXES =
            """
            select i.indrelid::bigint, c.oid::bigint,
                   pg_catalog.format('%I.%I', n.nspname, c.relname), pg_catalog.quote_ident(c.relname),
                   pg_catalog.pg_get_indexdef(c.oid), i.indisunique
              from pg_catalog.pg_index i
              join pg_catalog.pg_class c on c.oid = i.indexrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where i.indrelid >= 16384
               and n.nspname <> 'pg_toast'
               and (?::bigint[] is null or i.indrelid::bigint = any (?))
             order by 1, 2
            """;

    private AnatomyQueries() {}

    /// Of every table. Asked of a session that nobody keeps waiting.
    static Map<Long, Anatomy> all(Connection connection) throws SQLException {
        return read(connection, null);
    }

    /// Of those of the tables that still are, as the connection sees them.
    static Map<Long, Anatomy> of(Connection connection, Collection<Long> tables)
            throws SQLException {
        return tables.isEmpty()
                ? Map.of()
                : read(connection, connection.createArrayOf("bigint", tables.toArray()));
    }

    private static Map<Long, Anatomy> read(Connection connection, @Nullable Array tables)
            throws SQLException {
        var columns = grouped(connection, COLUMNS, tables, AnatomyQueries::column);
        var constraints = grouped(connection, CONSTRAINTS, tables, AnatomyQueries::constraint);
        var indexes = grouped(connection, INDEXES, tables, AnatomyQueries::index);
        var found = new LinkedHashMap<Long, Anatomy>();
        grouped(connection, TABLES, tables, row -> table(row, columns, constraints, indexes))
                .forEach((oid, one) -> found.put(oid, one.getFirst()));
        return found;
    }

    private static Anatomy table(
            ResultSet row,
            Map<Long, List<Anatomy.Column>> columns,
            Map<Long, List<Anatomy.Constraint>> constraints,
            Map<Long, List<Anatomy.Index>> indexes)
            throws SQLException {
        long oid = row.getLong(1);
        return new Anatomy(
                oid,
                row.getString(2),
                row.getString(3).charAt(0),
                row.getLong(4),
                row.getLong(5),
                Optional.ofNullable(row.getString(6)),
                columns.getOrDefault(oid, List.of()),
                constraints.getOrDefault(oid, List.of()),
                indexes.getOrDefault(oid, List.of()));
    }

    private static Anatomy.Column column(ResultSet row) throws SQLException {
        return new Anatomy.Column(
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                List.of((String[]) row.getArray(7).getArray()),
                row.getBoolean(8),
                Optional.ofNullable(row.getString(9)),
                row.getString(10),
                row.getString(11));
    }

    private static Anatomy.Constraint constraint(ResultSet row) throws SQLException {
        return new Anatomy.Constraint(
                row.getLong(2),
                row.getString(3),
                row.getString(4).charAt(0),
                row.getString(5),
                row.getBoolean(6),
                Arrays.asList((Integer[]) row.getArray(7).getArray()),
                row.getLong(8));
    }

    private static Anatomy.Index index(ResultSet row) throws SQLException {
        return new Anatomy.Index(
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6));
    }

    /// Rows by the table in their first column.
    private static <T> Map<Long, List<T>> grouped(
            Connection connection, String sql, @Nullable Array tables, Row<T> each)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, tables);
            query.setArray(2, tables);
            try (var rows = query.executeQuery()) {
                var found = new HashMap<Long, List<T>>();
                while (rows.next()) {
                    found.computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>())
                            .add(each.of(rows));
                }
                return found;
            }
        }
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
