package dev.slipway.migrate;

import dev.slipway.migrate.format.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The tables and columns that hold data, as a session sees them at one moment of its transaction,
/// with how many rows it has changed in each.
///
/// The history and Slipway's own tables are no part of it, nor are generated columns, whose values
/// can be computed again.
///
/// @param tables by object id
record Catalogue(Map<Long, Table> tables) {

    private static final String READ =
            """
            select c.oid::bigint, n.nspname, c.relname, c.relkind = 'p', c.relfilenode::bigint,
                   case when c.relispartition
                        then (select i.inhparent::bigint from pg_inherits i where i.inhrelid = c.oid)
                   end,
                   pg_stat_get_xact_tuples_inserted(c.oid),
                   pg_stat_get_xact_tuples_updated(c.oid),
                   pg_stat_get_xact_tuples_deleted(c.oid),
                   a.attnum::int, a.attname, format_type(a.atttypid, a.atttypmod)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              left join pg_attribute a
                on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             where c.relkind in ('r', 'p')
               and n.nspname !~ '^pg_'
               and n.nspname not in ('information_schema', 'slipway')
               and (n.nspname, c.relname) <> (?, ?)
             order by n.nspname, c.relname, a.attnum
            """;

    /// @param root whether it holds no rows itself but in its partitions
    /// @param parent the table that it is a partition of
    /// @param file a number that changes when the table is written anew
    record Table(
            long id,
            String schema,
            String name,
            boolean root,
            long file,
            Optional<Long> parent,
            long inserted,
            long updated,
            long deleted,
            Map<Integer, Column> columns) {}

    record Column(String name, String type) {}

    static Catalogue read(Connection connection, HistoryTable history) throws SQLException {
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, history.schema());
            query.setString(2, history.table());
            try (var rows = query.executeQuery()) {
                var tables = new LinkedHashMap<Long, Table>();
                while (rows.next()) {
                    add(tables, rows);
                }
                return new Catalogue(tables);
            }
        }
    }

    private static void add(Map<Long, Table> tables, ResultSet row) throws SQLException {
        long id = row.getLong(1);
        if (!tables.containsKey(id)) {
            tables.put(id, table(id, row));
        }
        int number = row.getInt(10);
        if (number > 0) {
            Objects.requireNonNull(tables.get(id))
                    .columns()
                    .put(number, new Column(row.getString(11), row.getString(12)));
        }
    }

    private static Table table(long id, ResultSet row) throws SQLException {
        return new Table(
                id,
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getLong(5),
                Optional.ofNullable(row.getObject(6, Long.class)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                new TreeMap<>());
    }

    /// Whether what `lost` is about is still there.
    boolean holds(Lost lost) {
        var table = Optional.ofNullable(tables.get(lost.table().id()));
        return table.isPresent()
                && lost.column().stream()
                        .allMatch(name ->
                                table.get().columns().values().stream()
                                        .anyMatch(column -> column.name().equals(name)));
    }

    /// What of this is gone, or may be, in `after`, which the same session saw later in the same
    /// transaction.
    List<Lost> lostBy(Catalogue after) {
        var lost = new ArrayList<Lost>();
        for (var table : tables.values()) {
            var now = Optional.ofNullable(after.tables.get(table.id()));
            if (now.isPresent()) {
                lost.addAll(lostOf(table, now.get()));
            } else {
                lost.add(Lost.of(Loss.What.TABLE, table));
            }
        }
        return lost.stream().filter(one -> !isToldByParent(one, lost)).toList();
    }

    private static List<Lost> lostOf(Table before, Table after) {
        var lost = new ArrayList<Lost>();
        boolean rewritten = before.file() != after.file();
        before.columns()
                .forEach((number, column) -> {
                    var now = Optional.ofNullable(after.columns().get(number));
                    if (now.isEmpty()) {
                        lost.add(Lost.of(Loss.What.COLUMN, before, column.name()));
                    } else if (rewritten && !now.get().type().equals(column.type())) {
                        lost.add(Lost.of(Loss.What.CONVERTED, before, column.name()));
                    }
                });
        if (rewritten) {
            lost.add(Lost.of(Loss.What.EMPTIED, before));
        }
        if (after.deleted() > before.deleted()) {
            lost.add(Lost.of(Loss.What.DELETED, before, after.deleted() - before.deleted()));
        }
        if (after.updated() > before.updated()) {
            lost.add(Lost.of(Loss.What.UPDATED, before, after.updated() - before.updated()));
        }
        return lost;
    }

    /// A partition whose parent loses the same is counted with it.
    private static boolean isToldByParent(Lost one, List<Lost> all) {
        return one.table().parent().isPresent()
                && all.stream()
                        .anyMatch(other ->
                                other.what() == one.what()
                                        && other.table().id() == one.table().parent().get()
                                        && other.column().equals(one.column()));
    }
}
