package dev.slipway.migrate;

import dev.slipway.migrate.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The indexes of a schema that were not built to their end and that nobody is building.
///
/// An index without use for reading still costs every write. What belongs to a constraint or to a
/// partitioned index is left alone: it becomes valid with that.
final class BrokenIndexes {

    private static final String READ =
            """
            select c.relname, t.relname
              from pg_index i
              join pg_class c on c.oid = i.indexrelid
              join pg_class t on t.oid = i.indrelid
              join pg_namespace n on n.oid = c.relnamespace
             where not i.indisvalid
               and c.relkind = 'i'
               and n.nspname = ?
               and not exists (select from pg_constraint k where k.conindid = c.oid)
               and not exists (select from pg_inherits h where h.inhrelid = c.oid)
               and not exists (select
                                 from pg_stat_progress_create_index p
                                 join pg_locks l on l.pid = p.pid
                                where l.locktype = 'relation'
                                  and l.relation = i.indrelid
                                  and l.database = (select oid
                                                      from pg_database
                                                     where datname = current_database()))
             order by c.relname
            """;

    private BrokenIndexes() {}

    static List<Fix> fixes(Connection connection, String schema) throws SQLException {
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, schema);
            try (var rows = query.executeQuery()) {
                var fixes = new ArrayList<Fix>();
                while (rows.next()) {
                    fixes.add(fix(schema, rows.getString(1), rows.getString(2)));
                }
                return fixes;
            }
        }
    }

    private static Fix fix(String schema, String index, String table) {
        var place = schema + "." + index;
        var name = Identifiers.quote(schema) + "." + Identifiers.quote(index);
        return Fix.alone(
                Change.Kind.INVALID_INDEX,
                place,
                "the index " + place + " on " + table + " is invalid: its build did not end",
                "drop it; the migration that builds it builds it anew",
                "drop index concurrently if exists " + name);
    }
}
