package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What stands around the history in a database, read in one round trip.
///
/// @param schema where the history is or would be
/// @param historyColumns `name type` of each column of the history table, or empty without the
///   table
/// @param otherTables whether the schema holds any table or view that no extension owns
/// @param otherHistory the history table of another tool in that schema
record Surroundings(
        String database,
        int serverVersion,
        String schema,
        boolean schemaExists,
        Set<String> historyColumns,
        boolean otherTables,
        Optional<String> otherHistory) {

    private static final int OLDEST_SERVER = 14_00_00;

    private static final Set<String> SQLX_COLUMNS =
            Set.of(
                    "version bigint",
                    "description text",
                    "installed_on timestamp with time zone",
                    "success boolean",
                    "checksum bytea",
                    "execution_time bigint");

    private static final String READ =
            """
            select current_database(),
                   current_setting('server_version_num')::int,
                   s.name,
                   n.oid is not null,
                   array(select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                           from pg_attribute a
                          where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped),
                   exists (select
                             from pg_class c
                            where c.relnamespace = n.oid
                              and c.relkind in ('r', 'p', 'v', 'm', 'f')
                              and not exists (select
                                                from pg_depend d
                                               where d.classid = 'pg_class'::regclass
                                                 and d.objid = c.oid
                                                 and d.deptype = 'e')),
                   (select min(c.relname)
                      from pg_class c
                     where c.relnamespace = n.oid
                       and c.relname in ('goose_db_version', 'flyway_schema_history',
                                         'schema_migrations'))
              from (select coalesce(?, current_schema()) as name) s
              left join pg_namespace n on n.nspname = s.name
              left join pg_class t
                on t.relnamespace = n.oid and t.relname = ? and t.relkind in ('r', 'p')
            """;

    static Surroundings read(Connection connection, Optional<String> schema, String table)
            throws SQLException {
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, schema.orElse(null));
            query.setString(2, table);
            try (var row = query.executeQuery()) {
                row.next();
                var found =
                        new Surroundings(
                                row.getString(1),
                                row.getInt(2),
                                Optional.ofNullable(row.getString(3)).orElse(""),
                                row.getBoolean(4),
                                new TreeSet<>(Set.of((String[]) row.getArray(5).getArray())),
                                row.getBoolean(6),
                                Optional.ofNullable(row.getString(7)));
                found.refuseWhatCannotWork();
                return found;
            }
        }
    }

    private void refuseWhatCannotWork() {
        if (serverVersion < OLDEST_SERVER) {
            throw new MigrateException(
                    "the server is PostgreSQL "
                            + serverVersion / 10_000
                            + ", and 14 is the oldest that is supported: upgrade it first");
        }
        if (!schemaExists) {
            throw new MigrateException(
                    schema.isEmpty()
                            ? "the search_path of this role names no schema that exists: create one,"
                                    + " or name it with --schema"
                            : "there is no schema "
                                    + schema
                                    + " in "
                                    + database
                                    + ": create it first");
        }
    }

    boolean hasHistory() {
        return !historyColumns.isEmpty();
    }

    /// Why this database cannot carry on as a SQLx one, if it cannot.
    Optional<Problem> foreign(String table) {
        if (hasHistory()) {
            return historyColumns.containsAll(SQLX_COLUMNS)
                    ? Optional.empty()
                    : problem(
                            "the table "
                                    + table
                                    + " is not SQLx's: it has "
                                    + String.join(", ", historyColumns)
                                    + "; name the right one with --table");
        }
        if (!otherTables) {
            return Optional.empty();
        }
        return problem(
                otherHistory
                        .map(other ->
                                "the schema "
                                        + schema
                                        + " has the history table "
                                        + other
                                        + " of another tool and none of SQLx: use that"
                                        + " tool's files, or name another schema")
                        .orElse(
                                "the schema "
                                        + schema
                                        + " holds tables but no "
                                        + table
                                        + ": name the schema or table of its history, or an empty"
                                        + " schema"));
    }

    private static Optional<Problem> problem(String detail) {
        return Optional.of(new Problem(Problem.Kind.FOREIGN, Optional.empty(), detail));
    }
}
