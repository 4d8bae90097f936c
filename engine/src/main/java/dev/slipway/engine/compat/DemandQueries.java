package dev.slipway.engine.compat;

import java.util.List;

/// Where the catalogue keeps what a schema demands of rows, a query for each place.
///
/// All have the columns of a [Demand]. Deparsed texts depend on the session's `search_path`, so
/// that what is compared must be read with the same.
final class DemandQueries {

    private static final String COLUMNS =
            """
            select d.kind, n.nspname as schema, c.relname as relation, a.attname as name,
                   array[a.attname::text] as columns, d.definition, '' as detail
              from pg_catalog.pg_attribute a
              join pg_catalog.pg_class c on c.oid = a.attrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              join pg_catalog.pg_type t on t.oid = a.atttypid
             cross join lateral (values
                       ('NOT_NULL', '', a.attnotnull or t.typnotnull),
                       ('NO_DEFAULT', '', not a.atthasdef and a.attidentity = ''
                                          and t.typdefault is null),
                       ('TYPE', pg_catalog.format_type(a.atttypid, a.atttypmod), true)
                   ) d (kind, definition, holds)
             where c.relkind in ('r', 'p', 'f')
               and a.attnum > 0
               and not a.attisdropped
               and d.holds
               and n.nspname !~ '^(pg_|information_schema$)'
            """;

    private static final String CONSTRAINTS =
            """
            select case k.contype when 'c' then 'CHECK' when 'x' then 'EXCLUDE' else 'FOREIGN_KEY' end as kind,
                   n.nspname as schema, c.relname as relation, k.conname as name,
                   array(select a.attname::text
                           from unnest(k.conkey) with ordinality u (attnum, turn)
                           join pg_catalog.pg_attribute a
                             on a.attrelid = k.conrelid and a.attnum = u.attnum
                          order by u.turn) as columns,
                   pg_catalog.regexp_replace(
                       pg_catalog.pg_get_constraintdef(k.oid), ' NOT VALID$', '') as definition,
                   case k.contype
                       when 'c' then pg_catalog.pg_get_expr(k.conbin, k.conrelid)
                       when 'f' then pg_catalog.format(
                           'select exists (select from %s where (%s) = (%%s))',
                           k.confrelid::regclass,
                           (select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', '
                                                         order by u.turn)
                              from unnest(k.confkey) with ordinality u (attnum, turn)
                              join pg_catalog.pg_attribute a
                                on a.attrelid = k.confrelid and a.attnum = u.attnum))
                       else '' end as detail
              from pg_catalog.pg_constraint k
              join pg_catalog.pg_class c on c.oid = k.conrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where k.contype in ('c', 'x', 'f')
            """;

    private static final String REFERENCED =
            """
            select 'REFERENCED' as kind, n.nspname as schema, c.relname as relation,
                   k.conname as name,
                   array(select a.attname::text
                           from unnest(k.confkey) with ordinality u (attnum, turn)
                           join pg_catalog.pg_attribute a
                             on a.attrelid = k.confrelid and a.attnum = u.attnum
                          order by u.turn) as columns,
                   pg_catalog.format('%s %s', k.conrelid::regclass,
                       pg_catalog.regexp_replace(
                           pg_catalog.pg_get_constraintdef(k.oid), ' NOT VALID$', '')) as definition,
                   pg_catalog.concat_ws(' ',
                       case when k.confdeltype in ('a', 'r') then 'delete' end,
                       case when k.confupdtype in ('a', 'r') then 'update' end) as detail
              from pg_catalog.pg_constraint k
              join pg_catalog.pg_class c on c.oid = k.confrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where k.contype = 'f'
               and k.conparentid = 0
            """;

    private static final String DOMAINS =
            """
            select 'DOMAIN' as kind, n.nspname as schema, c.relname as relation, k.conname as name,
                   array[a.attname::text] as columns,
                   pg_catalog.regexp_replace(
                       pg_catalog.pg_get_constraintdef(k.oid), ' NOT VALID$', '') as definition,
                   '' as detail
              from pg_catalog.pg_constraint k
              join pg_catalog.pg_attribute a on a.atttypid = k.contypid and not a.attisdropped
              join pg_catalog.pg_class c on c.oid = a.attrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where k.contype = 'c'
               and k.contypid <> 0
               and c.relkind in ('r', 'p')
               and n.nspname !~ '^(pg_|information_schema$)'
            """;

    private static final String UNIQUE =
            """
            select 'UNIQUE' as kind, n.nspname as schema, c.relname as relation, x.relname as name,
                   array(select a.attname::text
                           from pg_catalog.pg_attribute a
                          where a.attrelid = i.indrelid
                            and (a.attnum = any (i.indkey[0:i.indnkeyatts - 1])
                                 or a.attnum in (select d.refobjsubid
                                                   from pg_catalog.pg_depend d
                                                  where d.classid = 'pg_catalog.pg_class'::regclass
                                                    and d.objid = i.indexrelid
                                                    and d.refobjid = i.indrelid
                                                    and d.refobjsubid > 0))
                          order by a.attnum) as columns,
                   pg_catalog.regexp_replace(
                       pg_catalog.pg_get_indexdef(i.indexrelid), '^.* USING ', 'unique using ')
                       as definition,
                   case when i.indexprs is null and i.indpred is null then 'plain' else '' end
                       as detail
              from pg_catalog.pg_index i
              join pg_catalog.pg_class x on x.oid = i.indexrelid
              join pg_catalog.pg_class c on c.oid = i.indrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where i.indisunique
               and i.indisready
               and n.nspname !~ '^(pg_|information_schema$)'
            """;

    /// A trigger can refuse a row with an exception or by returning null in its place. The `when`
    /// of a function's raise is unknown, so that one suffices. What is not written in PL/pgSQL is
    /// the server's own or an extension's.
    private static final String TRIGGERS =
            """
            select 'TRIGGER' as kind, n.nspname as schema, c.relname as relation, g.tgname as name,
                   array(select a.attname::text
                           from unnest(g.tgattr) u (attnum)
                           join pg_catalog.pg_attribute a
                             on a.attrelid = g.tgrelid and a.attnum = u.attnum
                          order by a.attnum) as columns,
                   pg_catalog.regexp_replace(
                       pg_catalog.pg_get_triggerdef(g.oid), '^CREATE (CONSTRAINT )?TRIGGER \\S+ ', '')
                       || ' ' || pg_catalog.md5(f.prosrc) as definition,
                   pg_catalog.concat_ws(' ',
                       case when g.tgtype & 4 <> 0 then 'insert' end,
                       case when g.tgtype & 8 <> 0 then 'delete' end,
                       case when g.tgtype & 16 <> 0 then 'update' end) as detail
              from pg_catalog.pg_trigger g
              join pg_catalog.pg_class c on c.oid = g.tgrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              join pg_catalog.pg_proc f on f.oid = g.tgfoid
              join pg_catalog.pg_language l on l.oid = f.prolang
             where not g.tgisinternal
               and g.tgenabled in ('O', 'A')
               and l.lanname = 'plpgsql'
               and (f.prosrc ~* '\\mraise\\M\\s+(?!debug|log|info|notice|warning)'
                    or g.tgtype & 3 = 3 and f.prosrc ~* '\\mreturn\\s+null\\M')
            """;

    private static final String ROW_SECURITY =
            """
            select 'ROW_SECURITY' as kind, n.nspname as schema, c.relname as relation,
                   c.relname as name, array[]::text[] as columns,
                   pg_catalog.concat_ws(' ', c.relforcerowsecurity,
                       (select pg_catalog.string_agg(
                                   pg_catalog.concat_ws(' ', p.policyname, p.permissive, p.roles,
                                                        p.cmd, p.qual, p.with_check),
                                   '; ' order by p.policyname)
                          from pg_catalog.pg_policies p
                         where p.schemaname = n.nspname
                           and p.tablename = c.relname)) as definition,
                   '' as detail
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.relrowsecurity
            """;

    private static final String LABELS =
            """
            select 'LABELS' as kind, n.nspname as schema, t.typname as relation,
                   pg_catalog.format_type(t.oid, null) as name,
                   array(select e.enumlabel::text
                           from pg_catalog.pg_enum e
                          where e.enumtypid = t.oid
                          order by e.enumsortorder) as columns,
                   '' as definition, '' as detail
              from pg_catalog.pg_type t
              join pg_catalog.pg_namespace n on n.oid = t.typnamespace
             where t.typtype = 'e'
            """;

    static final List<String> ALL =
            List.of(
                    COLUMNS,
                    CONSTRAINTS,
                    REFERENCED,
                    DOMAINS,
                    UNIQUE,
                    TRIGGERS,
                    ROW_SECURITY,
                    LABELS);

    private DemandQueries() {}
}
