package dev.slipway.migrate.privilege;

import dev.slipway.migrate.sql.Identifiers;
import dev.slipway.report.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks the server's catalogue, in one round trip, whether the current role may do things.
///
/// An object that is not there is no matter of privileges: nothing is said of it.
final class Catalogue {

    private static final String READ =
            """
            select w.ordinal, o.what, o.owner, o.schema, o.usable, o.allowed, current_user
              from (select asked.*, coalesce(schemas, current_schemas(false)::text[]) as path
                      from jsonb_to_recordset(?::jsonb)
                           as asked (ordinal int, sort text, access text, schemas text[], name text,
                                     arguments int)) w
             cross join lateral (
                   (select case c.relkind when 'i' then 'index' when 'I' then 'index'
                                          when 'S' then 'sequence' when 'v' then 'view'
                                          when 'm' then 'materialized view' else 'table' end
                           || ' ' || format('%I.%I', n.nspname, c.relname) as what,
                           pg_get_userbyid(c.relowner)::text as owner,
                           n.nspname::text as schema,
                           has_schema_privilege(n.oid, 'usage') as usable,
                           case when w.access = 'own' then pg_has_role(c.relowner, 'usage')
                                when w.access = 'drop'
                                then pg_has_role(c.relowner, 'usage')
                                     or pg_has_role(n.nspowner, 'usage')
                                when w.access in ('select', 'insert', 'update', 'references')
                                then has_any_column_privilege(c.oid, w.access)
                                else has_table_privilege(c.oid, w.access) end as allowed
                      from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace
                     where w.sort = 'relation'
                       and c.relname = w.name
                       and n.nspname = any (w.path)
                     order by array_position(w.path, n.nspname::text)
                     limit 1)
                   union all
                   (select t.sort || ' ' || format('%I.%I', n.nspname, t.name),
                           pg_get_userbyid(t.owner)::text,
                           n.nspname::text,
                           has_schema_privilege(n.oid, 'usage'),
                           pg_has_role(t.owner, 'usage')
                           or (w.access = 'drop' and pg_has_role(n.nspowner, 'usage'))
                      from (select 'type' as sort, typname as name, typnamespace as namespace,
                                   typowner as owner, true as likely
                              from pg_type
                             where w.sort = 'type' and typname = w.name
                             union all
                            select 'function', proname, pronamespace, proowner,
                                   pg_has_role(proowner, 'usage')
                              from pg_proc
                             where w.sort = 'routine'
                               and proname = w.name
                               and (w.arguments is null or pronargs = w.arguments)) t
                      join pg_namespace n on n.oid = t.namespace
                     where n.nspname = any (w.path)
                     order by t.likely desc, array_position(w.path, n.nspname::text)
                     limit 1)
                   union all
                   select 'schema ' || quote_ident(n.nspname),
                          pg_get_userbyid(n.nspowner)::text,
                          n.nspname::text,
                          has_schema_privilege(n.oid, 'usage'),
                          case w.access when 'create' then has_schema_privilege(n.oid, 'create')
                                        else pg_has_role(n.nspowner, 'usage') end
                     from pg_namespace n
                    where w.sort = 'schema' and n.nspname = w.name
                   union all
                   select 'database ' || quote_ident(d.datname),
                          pg_get_userbyid(d.datdba)::text,
                          null,
                          true,
                          case w.access when 'create' then has_database_privilege(d.oid, 'create')
                                        else pg_has_role(d.datdba, 'usage') end
                     from pg_database d
                    where w.sort = 'database' and d.datname = current_database()
                   union all
                   select 'extension ' || quote_ident(e.extname),
                          pg_get_userbyid(e.extowner)::text,
                          null,
                          true,
                          pg_has_role(e.extowner, 'usage')
                     from pg_extension e
                    where w.sort = 'extension' and w.access <> 'create' and e.extname = w.name
                   union all
                   select case when v.trusted then 'database ' || quote_ident(current_database())
                               else '' end,
                          null,
                          null,
                          true,
                          (v.trusted and has_database_privilege(current_database(), 'create'))
                          or (select rolsuper from pg_roles where rolname = current_user)
                     from pg_available_extensions a
                     join pg_available_extension_versions v
                       on v.name = a.name and v.version = a.default_version
                    where w.sort = 'extension' and w.access = 'create' and a.name = w.name
                      and a.installed_version is null
                   union all
                   select '', null, null, true, r.rolsuper or r.rolcreaterole
                     from pg_roles r
                    where w.sort = 'role' and r.rolname = current_user
                   ) o
             order by w.ordinal
            """;

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    List<Missing> missing(List<Want> wants) throws SQLException {
        var missing = new ArrayList<Missing>();
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, question(wants));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    answer(wants.get(rows.getInt(1)), rows).ifPresent(missing::add);
                }
            }
        }
        return missing;
    }

    private static String question(List<Want> wants) {
        var ordinals = new ArrayList<Integer>();
        for (int i = 0; i < wants.size(); i++) {
            ordinals.add(i);
        }
        return Json.array(ordinals, i -> json(i, wants.get(i))).compact();
    }

    private static Json.Obj json(int ordinal, Want want) {
        var json =
                Json.object()
                        .put("ordinal", ordinal)
                        .put("sort", want.sort().name().toLowerCase(Locale.ROOT))
                        .put("access", want.access().name().toLowerCase(Locale.ROOT))
                        .put("name", want.name());
        var placed =
                want.schemas().isEmpty() ? json : json.put("schemas", Json.strings(want.schemas()));
        return want.arguments().map(count -> placed.put("arguments", count)).orElse(placed);
    }

    private static Optional<Missing> answer(Want want, ResultSet row) throws SQLException {
        var what = row.getString(2);
        var owner = Optional.ofNullable(row.getString(3)).orElse("");
        var schema = Optional.ofNullable(row.getString(4)).orElse("");
        var role = row.getString(7);
        if (!row.getBoolean(5)) {
            var place = "schema " + Identifiers.quote(schema);
            return Optional.of(grant(want, role, "usage", place));
        }
        if (row.getBoolean(6)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (want.access()) {
                    case OWN, DROP -> ownership(want, role, what, owner);
                    case CREATE -> create(want, role, what);
                    case REFERENCES, TRIGGER, SELECT, INSERT, UPDATE, DELETE, TRUNCATE ->
                            grant(want, role, want.access().name().toLowerCase(Locale.ROOT), what);
                });
    }

    private static Missing ownership(Want want, String role, String what, String owner) {
        return new Missing(
                want.place(),
                role,
                "ownership",
                what,
                "it belongs to "
                        + owner
                        + ": migrate as that role, or let a superuser say: grant "
                        + Identifiers.quote(owner)
                        + " to "
                        + Identifiers.quote(role));
    }

    private static Missing create(Want want, String role, String what) {
        if (!what.isEmpty()) {
            return grant(want, role, "create", what);
        }
        var name = want.name();
        return want.sort() == Act.Sort.ROLE
                ? new Missing(
                        want.place(),
                        role,
                        "createrole",
                        "",
                        "have a superuser make the role "
                                + name
                                + ", or allow it: alter role "
                                + Identifiers.quote(role)
                                + " createrole")
                : new Missing(
                        want.place(),
                        role,
                        "superuser",
                        "extension " + name,
                        "the extension is not a trusted one: have a superuser create it first");
    }

    private static Missing grant(Want want, String role, String privilege, String on) {
        return new Missing(
                want.place(),
                role,
                privilege,
                on,
                "have its owner say: grant "
                        + privilege
                        + " on "
                        + on.replaceFirst("^(view|materialized view) ", "")
                        + " to "
                        + Identifiers.quote(role));
    }
}
