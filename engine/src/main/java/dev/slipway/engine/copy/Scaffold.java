package dev.slipway.engine.copy;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What of a source is not in a dump of it, as the SQL that makes it again: roles, their
/// memberships, and what is set for them and for the database. Never a password.
///
/// @param roles to be made before anything is restored
/// @param rights on the database, and what is set for it and for roles
/// @param session what is set for whoever asked, for the session that migrates in its place
record Scaffold(List<String> roles, List<String> rights, List<String> session) {

    Scaffold {
        roles = List.copyOf(roles);
        rights = List.copyOf(rights);
        session = List.copyOf(session);
    }

    private static final String ROLES =
            """
            select format('create role %I nologin %s %s %s %s %s', r.rolname,
                          case when r.rolsuper then 'superuser' else 'nosuperuser' end,
                          case when r.rolinherit then 'inherit' else 'noinherit' end,
                          case when r.rolcreaterole then 'createrole' else 'nocreaterole' end,
                          case when r.rolcreatedb then 'createdb' else 'nocreatedb' end,
                          case when r.rolbypassrls then 'bypassrls' else 'nobypassrls' end)
              from pg_roles r
             where r.rolname !~ '^pg_'
             order by r.rolname
            """;

    /// From 16 on a membership says what it is good for.
    private static final String MEMBERSHIPS =
            """
            select format('grant %I to %I', g.rolname, m.rolname)
                   || case
                        when to_jsonb(a) ->> 'set_option' is not null
                        then format(' with admin %s, inherit %s, set %s', a.admin_option,
                                    to_jsonb(a) ->> 'inherit_option', to_jsonb(a) ->> 'set_option')
                        when a.admin_option then ' with admin option'
                        else ''
                      end
              from pg_auth_members a
              join pg_roles g on g.oid = a.roleid
              join pg_roles m on m.oid = a.member
             where m.rolname !~ '^pg_'
             order by 1
            """;

    private static final String RIGHTS =
            """
            select format('alter database %I owner to %I', ?::text, pg_get_userbyid(d.datdba))
              from pg_database d
             where d.datname = current_database()
            union all
            select format('revoke all on database %I from public', ?::text)
            union all
            select format('grant %s on database %I to %s%s', a.privilege_type, ?::text,
                          coalesce(quote_ident(r.rolname), 'public'),
                          case when a.is_grantable then ' with grant option' else '' end)
              from pg_database d,
                   aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
              left join pg_roles r on r.oid = a.grantee
             where d.datname = current_database()
            """;

    /// What is set, weakest first. Lists are kept as they are written; what would lead a session
    /// elsewhere, or keep it from writing, stays out.
    private static final String SET =
            """
            with setting as (
                select s.setrole,
                       s.setdatabase,
                       split_part(c, '=', 1) as name,
                       substr(c, strpos(c, '=') + 1) as value
                  from pg_db_role_setting s,
                       unnest(s.setconfig) c
                 where s.setdatabase in (0, (select oid
                                               from pg_database
                                              where datname = current_database()))
            ), told as (
                select setrole,
                       setdatabase,
                       format('set %I = %s', name,
                              case
                                when name in ('search_path', 'temp_tablespaces') then value
                                else quote_literal(value)
                              end) as clause
                  from setting
                 where name not in (
                           'role', 'session_authorization', 'default_transaction_read_only',
                           'session_preload_libraries', 'local_preload_libraries')
            )
            """;

    private static final String FOR_OTHERS =
            SET
                    + """
                    select case
                             when t.setrole = 0
                             then format('alter database %I %s', ?::text, t.clause)
                             when t.setdatabase = 0
                             then format('alter role %I %s', r.rolname, t.clause)
                             else format('alter role %I in database %I %s', r.rolname, ?::text, t.clause)
                           end
                      from told t
                      left join pg_roles r on r.oid = t.setrole
                     where (t.setrole = 0 and t.setdatabase <> 0)
                        or r.rolname !~ '^pg_'
                     order by t.setrole, t.setdatabase
                    """;

    private static final String FOR_US =
            SET
                    + """
                    select format('alter role current_user %s', t.clause)
                      from told t
                     where t.setrole in (0, (select oid from pg_roles where rolname = current_user))
                     order by t.setrole <> 0, t.setdatabase <> 0
                    """;

    /// @param copy the name of the database that becomes the copy
    static Scaffold of(DatabaseUrl source, String copy) {
        try (var connection = source.connect("slipway copy")) {
            var roles = new ArrayList<>(Source.names(connection, ROLES));
            roles.addAll(Source.names(connection, MEMBERSHIPS));
            var rights = new ArrayList<>(Source.names(connection, RIGHTS, copy, copy, copy));
            rights.addAll(Source.names(connection, FOR_OTHERS, copy, copy));
            return new Scaffold(roles, rights, Source.names(connection, FOR_US));
        } catch (SQLException e) {
            throw new CopyException("cannot read the roles of " + source, e);
        }
    }
}
