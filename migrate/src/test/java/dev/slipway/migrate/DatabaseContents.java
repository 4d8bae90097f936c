package dev.slipway.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Everything that migrations leave in a database, one line a thing and sorted: columns, indexes,
/// constraints, and the rows of every table, the histories included, without what differs from one
/// run to the next.
final class DatabaseContents {

    private static final String CATALOGUE =
            """
            with relation as (
                select c.oid, n.nspname || '.' || c.relname as name, c.relkind
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname in ('public', 'slipway')
            )
            select concat_ws(' ', 'column', r.name, a.attname,
                             format_type(a.atttypid, a.atttypmod), a.attnotnull,
                             pg_get_expr(d.adbin, d.adrelid))
              from relation r
              join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
              left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
             where r.relkind = 'r'
            union all
            select concat_ws(' ', 'index', pg_get_indexdef(r.oid), i.indisvalid)
              from relation r
              join pg_index i on i.indexrelid = r.oid
            union all
            select concat_ws(' ', 'constraint', r.name, c.conname, pg_get_constraintdef(c.oid))
              from relation r
              join pg_constraint c on c.conrelid = r.oid
             order by 1
            """;

    private static final String TABLES =
            """
            select quote_ident(schemaname) || '.' || quote_ident(tablename)
              from pg_tables
             where schemaname in ('public', 'slipway')
             order by 1
            """;

    /// Times, who did it, and numbers that a sequence gave.
    private static final String ROWS =
            """
            select '%1$s ' || (to_jsonb(t)
                              - '{id,tstamp,installed_on,installed_by,execution_time,since,at}'::text[]
                              - '{took_ms,applied_at,applied_by,application,client}'::text[])::text
              from %1$s t
             order by 1
            """;

    private DatabaseContents() {}

    static List<String> of(DatabaseUrl url) throws SQLException {
        try (var connection = url.connect("test");
                var statement = connection.createStatement()) {
            var lines = new ArrayList<>(lines(statement, CATALOGUE));
            for (var table : lines(statement, TABLES)) {
                lines.addAll(lines(statement, ROWS.formatted(table)));
            }
            return lines;
        }
    }

    private static List<String> lines(java.sql.Statement statement, String sql)
            throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
