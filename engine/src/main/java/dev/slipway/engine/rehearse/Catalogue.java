package dev.slipway.engine.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The relations of a database at one moment, without the server's own and without TOAST tables,
/// which only ever follow their table.
record Catalogue(Map<Long, Relation> relations) {

    static final Catalogue EMPTY = new Catalogue(Map.of());

    private static final String READ =
            """
            select c.oid::bigint, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relname,
                   c.relkind, c.relfilenode::bigint, coalesce(i.indrelid::bigint, 0)
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              left join pg_catalog.pg_index i on i.indexrelid = c.oid
             where c.oid >= 16384
               and n.nspname <> 'pg_toast'
               and c.relkind <> 'c'
             order by 2
            """;

    Catalogue {
        relations = Map.copyOf(relations);
    }

    /// Sees what the connection sees, so also what its open transaction has changed.
    static Catalogue read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            var relations = new LinkedHashMap<Long, Relation>();
            while (rows.next()) {
                var relation =
                        new Relation(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4).charAt(0),
                                rows.getLong(5),
                                rows.getLong(6));
                relations.put(relation.oid(), relation);
            }
            return new Catalogue(relations);
        }
    }

    /// Without a table and its indexes.
    Catalogue without(String bareName) {
        var hidden =
                relations.values().stream()
                        .filter(relation -> relation.bareName().equals(bareName))
                        .map(Relation::oid)
                        .toList();
        var rest = new LinkedHashMap<Long, Relation>(relations);
        rest.values().removeIf(one -> hidden.contains(one.oid()) || hidden.contains(one.table()));
        return new Catalogue(rest);
    }

    Optional<Relation> find(long oid) {
        return Optional.ofNullable(relations.get(oid));
    }

    boolean has(long oid) {
        return relations.containsKey(oid);
    }

    Collection<Relation> all() {
        return relations.values();
    }

    SortedSet<String> names(Predicate<Relation> wanted) {
        var names = new TreeSet<String>();
        all().stream().filter(wanted).map(Relation::name).forEach(names::add);
        return names;
    }
}
