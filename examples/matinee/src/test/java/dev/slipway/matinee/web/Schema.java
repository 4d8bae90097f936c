package dev.slipway.matinee.web;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a database holds apart from rows and from the histories of migrations, a line for each
/// thing. The order of columns is left out: one that comes back comes last.
final class Schema {

    private static final String THINGS =
            """
            with ours as (
                select oid, relname, relkind
                  from pg_class
                 where relnamespace = 'public'::regnamespace
                   and relname !~ '^(_sqlx_migrations|goose_db_version)'
            )
            select relkind::text || ' ' || relname
              from ours
            union all
            select 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
                       || case when attnotnull then ' not null' else '' end
                       || ' ' || attidentity::text || attgenerated::text
                       || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
              from ours
              join pg_attribute on attrelid = ours.oid
              left join pg_attrdef on adrelid = attrelid and adnum = attnum
             where relkind in ('r', 'v', 'm', 'p')
               and attnum > 0
               and not attisdropped
            union all
            select 'constraint ' || relname || '.' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
              from ours
              join pg_constraint on conrelid = ours.oid
            union all
            select pg_get_indexdef(indexrelid) || case when indisvalid then '' else ' invalid' end
              from ours
              join pg_index on indrelid = ours.oid
            union all
            select pg_get_triggerdef(pg_trigger.oid)
              from ours
              join pg_trigger on tgrelid = ours.oid
             where not tgisinternal
            union all
            select pg_get_functiondef(oid)
              from pg_proc
             where pronamespace = 'public'::regnamespace
            union all
            select 'type ' || typname || ' ' || string_agg(enumlabel, ', ' order by enumsortorder)
              from pg_type
              join pg_enum on enumtypid = pg_type.oid
             group by typname
             order by 1
            """;

    private Schema() {}

    static List<String> of(DatabaseUrl database) {
        try (var connection = database.connect("test");
                var statement = connection.createStatement();
                var result = statement.executeQuery(THINGS)) {
            var things = new ArrayList<String>();
            while (result.next()) {
                things.add(result.getString(1));
            }
            return things;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the schema", e);
        }
    }
}
