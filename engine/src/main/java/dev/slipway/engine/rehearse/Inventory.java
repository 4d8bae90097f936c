package dev.slipway.engine.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What there is in a database, thing by thing, with the place of its row in the catalogue: every
/// change of a row moves it.
record Inventory(Map<String, Item> items) {

    static final Inventory EMPTY = new Inventory(Map.of());

    private static final String READ =
            """
            select 'schema', oid::bigint, pg_catalog.quote_ident(nspname), ctid::text
              from pg_catalog.pg_namespace
             where oid >= 16384 and nspname !~ '^pg_'
            union all
            select case c.relkind when 'v' then 'view' when 'm' then 'materialised view'
                                  when 'S' then 'sequence' when 'i' then 'index'
                                  when 'I' then 'index' when 'f' then 'foreign table'
                                  else 'table' end,
                   c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname), c.ctid::text
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.oid >= 16384
               and n.nspname <> 'pg_toast'
               and c.relkind in ('r', 'p', 'v', 'm', 'S', 'i', 'I', 'f')
            union all
            select 'function', p.oid::bigint,
                   pg_catalog.format('%I.%I', n.nspname, p.proname), p.ctid::text
              from pg_catalog.pg_proc p
              join pg_catalog.pg_namespace n on n.oid = p.pronamespace
             where p.oid >= 16384
            union all
            select case t.typtype when 'e' then 'enum' when 'd' then 'domain' else 'type' end,
                   t.oid::bigint, pg_catalog.format('%I.%I', n.nspname, t.typname), t.ctid::text
              from pg_catalog.pg_type t
              join pg_catalog.pg_namespace n on n.oid = t.typnamespace
              left join pg_catalog.pg_class c on c.oid = t.typrelid
             where t.oid >= 16384
               and (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c'))
            union all
            select 'enum value', e.oid::bigint,
                   pg_catalog.format('%I.%I %L', n.nspname, t.typname, e.enumlabel), e.ctid::text
              from pg_catalog.pg_enum e
              join pg_catalog.pg_type t on t.oid = e.enumtypid
              join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            union all
            select 'trigger', g.oid::bigint,
                   pg_catalog.format('%I on %I.%I', g.tgname, n.nspname, c.relname), g.ctid::text
              from pg_catalog.pg_trigger g
              join pg_catalog.pg_class c on c.oid = g.tgrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where not g.tgisinternal
            union all
            select 'constraint', k.oid::bigint,
                   pg_catalog.format('%I on %I.%I', k.conname, n.nspname, c.relname), k.ctid::text
              from pg_catalog.pg_constraint k
              join pg_catalog.pg_class c on c.oid = k.conrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where k.conrelid >= 16384
            union all
            select 'policy', p.oid::bigint,
                   pg_catalog.format('%I on %I.%I', p.polname, n.nspname, c.relname), p.ctid::text
              from pg_catalog.pg_policy p
              join pg_catalog.pg_class c on c.oid = p.polrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            union all
            select 'extension', oid::bigint, pg_catalog.quote_ident(extname), ctid::text
              from pg_catalog.pg_extension
             where oid >= 16384
             order by 1, 2
            """;

    /// @param row where it stands, which every change of it moves
    record Item(String kind, String name, String row) {}

    /// @param how `created`, `changed` or `dropped`
    record Change(String how, String kind, String name) {}

    Inventory {
        items = new LinkedHashMap<>(items);
    }

    static Inventory read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            var items = new LinkedHashMap<String, Item>();
            while (rows.next()) {
                var kind = rows.getString(1);
                items.put(
                        kind + " " + rows.getLong(2),
                        new Item(kind, rows.getString(3), rows.getString(4)));
            }
            return new Inventory(items);
        }
    }

    /// Without a table and what hangs on it.
    Inventory without(String bareName) {
        var rest = new LinkedHashMap<>(items);
        rest.values().removeIf(item -> item.name().matches(".*\\b\\Q" + bareName + "\\E\\b.*"));
        return new Inventory(rest);
    }

    List<Change> since(Inventory earlier) {
        var changes = new ArrayList<Change>();
        earlier.items.forEach((key, item) -> {
            if (!items.containsKey(key)) {
                changes.add(new Change("dropped", item.kind(), item.name()));
            }
        });
        items.forEach((key, item) -> {
            var was = earlier.items.get(key);
            if (was == null) {
                changes.add(new Change("created", item.kind(), item.name()));
            } else if (!Objects.equals(was.row(), item.row()) || !was.name().equals(item.name())) {
                changes.add(new Change("changed", item.kind(), item.name()));
            }
        });
        return changes;
    }
}
