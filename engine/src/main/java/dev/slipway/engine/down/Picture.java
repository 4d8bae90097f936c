package dev.slipway.engine.down;

import dev.slipway.migrate.format.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that a schema is made of, each thing by its name with its definition, so that two can
/// be compared. The order of columns is no part of it; extensions count as one thing each.
record Picture(SortedMap<Thing, String> things) {

    /// @param table that it is a part of, or other thing; empty if it stands alone
    record Thing(String kind, String table, String name) implements Comparable<Thing> {

        /// As a report names it.
        String text() {
            if (table.isEmpty()) {
                return kind + " " + name;
            }
            return kind + " " + (name.isEmpty() ? "of " + table : table + "." + name);
        }

        @Override
        public int compareTo(Thing other) {
            return text().compareTo(other.text());
        }
    }

    /// Under an empty `search_path` the server writes every name with its schema.
    private static final String READ =
            """
            with schema as (
                select oid, nspname, nspowner, nspacl
                  from pg_namespace
                 where nspname !~ '^pg_' and nspname not in ('information_schema', 'slipway')
            ), member as (
                select classid, objid from pg_depend where deptype = 'e'
            ), relation as (
                select c.*, format('%I.%I', n.nspname, c.relname) as name
                  from pg_class c
                  join schema n on n.oid = c.relnamespace
                 where c.relpersistence <> 't'
                   and (n.nspname, c.relname) <> (?, ?)
                   and (c.oid not in (select objid from member where classid = 'pg_class'::regclass))
            ), type as (
                select t.*, format('%I.%I', n.nspname, t.typname) as name
                  from pg_type t
                  join schema n on n.oid = t.typnamespace
                 where t.typtype in ('e', 'd', 'r')
                   and t.oid not in (select objid from member where classid = 'pg_type'::regclass)
            ), routine as (
                select p.*,
                       format('%I.%I(%s)', n.nspname, p.proname,
                              pg_get_function_identity_arguments(p.oid)) as name
                  from pg_proc p
                  join schema n on n.oid = p.pronamespace
                 where p.oid not in (select objid from member where classid = 'pg_proc'::regclass)
            ), owned (name, owner, acl) as (
                select quote_ident(nspname), nspowner,
                       coalesce(nspacl, acldefault('n', nspowner))
                  from schema
                union all
                select name, relowner,
                       coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char",
                                                   relowner))
                  from relation
                 where relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                union all
                select name, typowner, coalesce(typacl, acldefault('T', typowner)) from type
                union all
                select name, proowner, coalesce(proacl, acldefault('f', proowner))
                  from routine
            )
            select 'schema', '', quote_ident(nspname), '' from schema
            union all
            select 'extension', '', quote_ident(extname), extversion from pg_extension
            union all
            select 'table', '', name,
                   concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity,
                             relreplident, reloptions::text, pg_get_partkeydef(oid),
                             pg_get_expr(relpartbound, oid))
              from relation
             where relkind in ('r', 'p', 'f')
            union all
            select case relkind when 'v' then 'view' else 'materialized view' end, '', name,
                   concat_ws(' ', pg_get_viewdef(oid), reloptions::text)
              from relation
             where relkind in ('v', 'm')
            union all
            select 'composite type', '', r.name,
                   (select string_agg(format('%I %s', a.attname,
                                             format_type(a.atttypid, a.atttypmod)),
                                      ', ' order by a.attnum)
                      from pg_attribute a
                     where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped)
              from relation r
             where relkind = 'c'
            union all
            select 'sequence', '', r.name,
                   concat_ws(' ', format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin,
                             s.seqmax, s.seqcycle,
                             (select format('%s.%I', o.name, a.attname)
                                from pg_depend d
                                join relation o on o.oid = d.refobjid
                                join pg_attribute a
                                  on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                               where d.classid = 'pg_class'::regclass
                                 and d.objid = r.oid
                                 and d.deptype in ('a', 'i')
                               limit 1))
              from relation r
              join pg_sequence s on s.seqrelid = r.oid
            union all
            select 'column', r.name, quote_ident(a.attname),
                   concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                             case when a.attnotnull then 'not null' end,
                             case when a.attcollation <> t.typcollation
                                  then a.attcollation::regcollation::text end,
                             a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
              from relation r
              join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
              join pg_type t on t.oid = a.atttypid
              left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
             where r.relkind in ('r', 'p', 'f')
            union all
            select 'constraint', r.name, quote_ident(k.conname), pg_get_constraintdef(k.oid)
              from relation r
              join pg_constraint k on k.conrelid = r.oid
             where k.contype in ('c', 'p', 'u', 'x', 'f') and k.conparentid = 0
            union all
            select 'index', t.name, quote_ident(r.relname),
                   concat_ws(' ', pg_get_indexdef(r.oid), case when not i.indisvalid then 'invalid' end)
              from relation r
              join pg_index i on i.indexrelid = r.oid
              join relation t on t.oid = i.indrelid
             where not r.relispartition
               and not exists (select from pg_constraint k where k.conindid = r.oid
                                                             and k.contype in ('p', 'u', 'x'))
            union all
            select 'trigger', r.name, quote_ident(g.tgname),
                   concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled)
              from relation r
              join pg_trigger g on g.tgrelid = r.oid
             where not g.tgisinternal
            union all
            select 'rule', r.name, quote_ident(u.rulename), pg_get_ruledef(u.oid)
              from relation r
              join pg_rewrite u on u.ev_class = r.oid
             where u.rulename <> '_RETURN'
            union all
            select 'policy', r.name, quote_ident(p.polname),
                   concat_ws(' ', p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
                             pg_get_expr(p.polqual, p.polrelid),
                             pg_get_expr(p.polwithcheck, p.polrelid))
              from relation r
              join pg_policy p on p.polrelid = r.oid
            union all
            select 'statistics', r.name, quote_ident(s.stxname), pg_get_statisticsobjdef(s.oid)
              from relation r
              join pg_statistic_ext s on s.stxrelid = r.oid
            union all
            select 'type', '', t.name,
                   case t.typtype
                   when 'e' then (select string_agg(quote_literal(e.enumlabel), ', '
                                                    order by e.enumsortorder)
                                    from pg_enum e
                                   where e.enumtypid = t.oid)
                   when 'd' then concat_ws(' ', format_type(t.typbasetype, t.typtypmod),
                                           case when t.typnotnull then 'not null' end, t.typdefault,
                                           (select string_agg(pg_get_constraintdef(k.oid), ' '
                                                              order by k.conname)
                                              from pg_constraint k
                                             where k.contypid = t.oid and k.contype = 'c'))
                   else (select format_type(g.rngsubtype, null)
                           from pg_range g
                          where g.rngtypid = t.oid)
                   end
              from type t
            union all
            select 'function', '', name,
                   case when prokind = 'a' then format_type(prorettype, null)
                        else pg_get_functiondef(oid) end
              from routine
            union all
            select 'privileges', o.name, '',
                   o.owner::regrole::text || ': '
                   || coalesce((select string_agg(a::text, ' ' order by a::text)
                                  from unnest(o.acl) a), '')
              from owned o
            union all
            select 'privileges', r.name, quote_ident(a.attname),
                   (select string_agg(x::text, ' ' order by x::text) from unnest(a.attacl) x)
              from relation r
              join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
             where a.attacl is not null
            """;

    /// @param connection under a `search_path` of `pg_catalog` alone
    static Picture read(Connection connection, HistoryTable history) throws SQLException {
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, history.schema());
            query.setString(2, history.table());
            try (var rows = query.executeQuery()) {
                var things = new TreeMap<Thing, String>();
                while (rows.next()) {
                    var thing = new Thing(rows.getString(1), rows.getString(2), rows.getString(3));
                    things.put(thing, String.valueOf(rows.getString(4)));
                }
                return new Picture(things);
            }
        }
    }

    /// How `now` differs from this. What is part of a table that has come or gone is told with it.
    List<Remnant> differences(Picture now) {
        var remnants = new ArrayList<Remnant>();
        things.forEach((thing, was) -> {
            var is = now.things.get(thing);
            if (is == null) {
                tell(Remnant.How.MISSING, thing, now, remnants);
            } else if (!is.equals(was)) {
                tell(Remnant.How.CHANGED, thing, now, remnants);
            }
        });
        now.things.keySet().stream()
                .filter(thing -> !things.containsKey(thing))
                .forEach(thing -> tell(Remnant.How.LEFT, thing, this, remnants));
        return remnants;
    }

    private static void tell(Remnant.How how, Thing thing, Picture other, List<Remnant> remnants) {
        if (thing.table().isEmpty() || other.has(thing.table())) {
            remnants.add(new Remnant(how, thing.text()));
        }
    }

    private boolean has(String name) {
        return things.keySet().stream()
                .anyMatch(thing -> thing.table().isEmpty() && thing.name().equals(name));
    }
}
