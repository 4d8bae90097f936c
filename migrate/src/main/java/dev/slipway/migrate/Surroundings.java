package dev.slipway.migrate;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stands around a history in a database, read in one round trip that also makes the session
/// fit to migrate: its role, its schema, and no time limit on the work itself.
///
/// @param schema where the migrations run
/// @param absent of the schemas that were asked after, those that are not there
/// @param histories the columns, each `name type`, of each table that may be a history, by name
/// @param pid of the session, as the server knows it
/// @param user who the session acts as
/// @param writing whether the session may write at all
record Surroundings(
        String database,
        String schema,
        Set<String> absent,
        Map<String, Set<String>> histories,
        Bookkeeping bookkeeping,
        int pid,
        String user,
        Writing writing) {

    private static final int OLDEST_SERVER = 14;

    /// Between a table's name and its column's.
    private static final String MARK = "\u001f";

    /// A migration takes as long as it takes, and ends when its process does: the server looks
    /// whether that is still there, where it can.
    static final String LIFETIME =
            """
            set statement_timeout = 0;
            set idle_in_transaction_session_timeout = 0;
            set idle_session_timeout = 0;
            select pg_catalog.set_config('client_connection_check_interval', '2s', false)
             where pg_catalog.version() like '%linux%'
            """;

    private static final String PREPARE =
            LIFETIME
                    + """
                    ;
                    %s
                    select set_config('search_path',
                                      concat_ws(', ', quote_ident(?), nullif(current_setting('search_path'), '')),
                                      false);
                    """;

    /// Whether the relation `c` holds what the service made: it is no extension's, nor of the book.
    static final String OF_THE_SERVICE =
            """
            c.relkind in ('r', 'p', 'v', 'm', 'f')
               and not (c.relnamespace is not distinct from to_regnamespace('slipway')
                        and c.relname in ('layout', 'migration', 'progress', 'proof'))
               and not exists (select
                                 from pg_depend d
                                where d.classid = 'pg_class'::regclass
                                  and d.objid = c.oid
                                  and d.deptype = 'e')
            """;

    private static final String READ =
            """
            select current_database(),
                   s.name,
                   array(select wanted
                           from unnest(?) as wanted
                          where to_regnamespace(quote_ident(wanted)) is null),
                   array(select t.relname || e'\\x1f' || a.attname || ' '
                                || format_type(a.atttypid, a.atttypmod)
                           from pg_class t
                           join pg_attribute a
                             on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                          where t.relnamespace = to_regnamespace(quote_ident(coalesce(?, s.name)))
                            and t.relkind in ('r', 'p')
                            and t.relname = any (?)),
                   case when to_regnamespace('slipway') is null then null
                        when not has_schema_privilege('slipway', 'usage') then false
                        else %usable end,
                   case when to_regnamespace('slipway') is null then false
                        when not has_schema_privilege('slipway', 'usage') then false
                        else %readable end,
                   has_schema_privilege(to_regnamespace('slipway'), 'create'),
                   has_database_privilege(current_database(), 'create'),
                   pg_backend_pid(),
                   to_regrole('slipway') is not null
                   and current_setting('search_path') like '%$user%',
                   current_user,
                   case when pg_is_in_recovery() then 'STANDBY'
                        when current_setting('transaction_read_only')::bool then 'READ_ONLY'
                        else 'ALLOWED' end
              from (select coalesce(?, current_schema()) as name) s
            """
                    .replace(
                            "%usable",
                            may(
                                    List.of("select", "insert", "update", "delete"),
                                    List.of("migration", "progress")))
                    .replace(
                            "%readable",
                            may(List.of("select"), List.of("migration", "progress", "proof")));

    private static final String HAS_TABLES =
            """
            select exists (select
                             from pg_class c
                            where c.relnamespace = to_regnamespace(quote_ident(?))
                              and %service)
            """
                    .replace("%service", OF_THE_SERVICE);

    /// Whether the role may do all of this with the tables; null where one of them is not there.
    private static String may(List<String> rights, List<String> tables) {
        return tables.stream()
                .flatMap(table ->
                        rights.stream()
                                .map(right ->
                                        "has_table_privilege(to_regclass('slipway.%s'), '%s')"
                                                .formatted(table, right)))
                .collect(Collectors.joining("\nand "));
    }

    /// Whether Slipway can keep its own records in the database.
    enum Bookkeeping {
        KEPT,
        /// Not yet, but it may be begun.
        POSSIBLE,
        /// The role may read what is there, and not write to it.
        READABLE,
        /// The role may not use what is there.
        FORBIDDEN,
        /// The role may not make it.
        NOT_CREATABLE,
        /// A role of the same name would take the schema for its own, and make its tables in it.
        NAMESAKE;

        /// Whether what is kept there can be read.
        boolean isReadable() {
            return this == KEPT || this == READABLE;
        }
    }

    /// Whether anything can be written.
    enum Writing {
        ALLOWED,
        /// The server follows another and takes no writes of its own.
        STANDBY,
        /// The session begins its transactions read-only.
        READ_ONLY
    }

    static Surroundings read(
            Connection connection,
            Optional<String> role,
            Optional<String> schema,
            Optional<TableName> table,
            Set<String> askedAfter)
            throws SQLException {
        refuseOldServer(connection.getMetaData().getDatabaseMajorVersion());
        var setRole = role.map(name -> "set role " + Identifiers.quote(name) + ";").orElse("");
        try (var query = connection.prepareStatement(PREPARE.replace("%s", setRole) + READ)) {
            query.setString(1, schema.orElse(null));
            query.setArray(2, connection.createArrayOf("text", askedAfter.toArray()));
            query.setString(3, table.flatMap(TableName::schema).orElse(null));
            query.setArray(4, connection.createArrayOf("text", candidates(table)));
            query.setString(5, schema.orElse(null));
            query.execute();
            try (var row = last(query)) {
                row.next();
                var found = of(row);
                found.refuseNoSchema();
                return found;
            }
        }
    }

    /// A schema that is named for the history alone may hold those of other services, which say
    /// nothing of this one.
    private static String[] candidates(Optional<TableName> table) {
        var named = table.stream().map(TableName::table);
        return table.flatMap(TableName::schema).isPresent()
                ? named.toArray(String[]::new)
                : Stream.concat(Formats.all().stream().map(Format::defaultTable), named)
                        .toArray(String[]::new);
    }

    /// The result of the last of several statements.
    private static ResultSet last(PreparedStatement query) throws SQLException {
        ResultSet last = query.getResultSet();
        while (query.getMoreResults(java.sql.Statement.KEEP_CURRENT_RESULT)
                || query.getUpdateCount() >= 0) {
            if (query.getResultSet() != null) {
                last = query.getResultSet();
            }
        }
        return last;
    }

    private static Surroundings of(ResultSet row) throws SQLException {
        return new Surroundings(
                row.getString(1),
                Optional.ofNullable(row.getString(2)).orElse(""),
                Set.of((String[]) row.getArray(3).getArray()),
                histories((String[]) row.getArray(4).getArray()),
                bookkeeping(
                        Optional.ofNullable(row.getObject(5, Boolean.class)),
                        row.getBoolean(6),
                        Optional.ofNullable(row.getObject(7, Boolean.class)),
                        row.getBoolean(8),
                        row.getBoolean(10)),
                row.getInt(9),
                row.getString(11),
                Writing.valueOf(row.getString(12)));
    }

    private static Map<String, Set<String>> histories(String[] columns) {
        var histories = new TreeMap<String, Set<String>>();
        Arrays.stream(columns)
                .forEach(column -> {
                    int mark = column.indexOf(MARK);
                    histories
                            .computeIfAbsent(column.substring(0, mark), name -> new TreeSet<>())
                            .add(column.substring(mark + 1));
                });
        return histories;
    }

    /// @param usable of its tables, if they are there
    /// @param extensible of its schema, if that is there
    private static Bookkeeping bookkeeping(
            Optional<Boolean> usable,
            boolean readable,
            Optional<Boolean> extensible,
            boolean creatable,
            boolean namesake) {
        if (usable.isPresent()) {
            var otherwise = readable ? Bookkeeping.READABLE : Bookkeeping.FORBIDDEN;
            return usable.get() ? Bookkeeping.KEPT : otherwise;
        }
        if (namesake && extensible.isEmpty()) {
            return Bookkeeping.NAMESAKE;
        }
        return extensible.orElse(creatable) ? Bookkeeping.POSSIBLE : Bookkeeping.NOT_CREATABLE;
    }

    /// Why nothing can be migrated here, if nothing can be written.
    Optional<String> readOnly() {
        return switch (writing) {
            case ALLOWED -> Optional.empty();
            case STANDBY ->
                    Optional.of(
                            "the server is a standby, which takes no writes: connect to the primary");
            case READ_ONLY ->
                    Optional.of(
                            "transactions are read-only here: set default_transaction_read_only to off"
                                    + " for this role and database, or use another role");
        };
    }

    /// It is asked for nothing first: it would refuse settings that it does not know.
    ///
    /// @throws MigrateException when it is too old
    static void refuseOldServer(int major) {
        if (major < OLDEST_SERVER) {
            throw new MigrateException(
                    "the server is PostgreSQL "
                            + major
                            + ", and "
                            + OLDEST_SERVER
                            + " is the oldest that is supported: upgrade it first");
        }
    }

    /// @throws MigrateException when there is none to migrate
    private void refuseNoSchema() {
        if (schema.isEmpty()) {
            throw new MigrateException(
                    "the search_path of this role names no schema that it may use: create one, grant"
                            + " usage on it, or name it with --schema");
        }
    }

    /// @param made what is made before the history
    /// @throws MigrateException when a schema is not there and would not be made
    void refuseMissing(List<String> made) {
        for (var name : absent) {
            if (!made.contains(name)) {
                throw new MigrateException(
                        "there is no schema " + name + " in " + database + ": create it first");
            }
        }
    }

    /// The columns of a table that may be a history; none without the table.
    Set<String> columns(String table) {
        return histories.getOrDefault(table, Set.of());
    }

    /// Why this database cannot carry on as one of `format`, if it cannot.
    Optional<Problem> foreign(Format format, HistoryTable history, Connection connection)
            throws SQLException {
        var columns = columns(history.table());
        var table =
                history.schema().equals(schema)
                        ? history.table()
                        : history.schema() + "." + history.table();
        if (format.owns(columns)) {
            return Optional.empty();
        }
        if (!columns.isEmpty()) {
            return problem(
                    "the table "
                            + table
                            + " is not one of "
                            + format.word()
                            + ": it has "
                            + String.join(", ", columns)
                            + "; name the right one with --table");
        }
        if (!hasTables(connection)) {
            return Optional.empty();
        }
        return problem(
                other(format)
                        .map(name ->
                                "the schema "
                                        + schema
                                        + " has the history table "
                                        + name
                                        + " of another tool and none of "
                                        + format.word()
                                        + ": use that tool's files, or name another schema")
                        .orElse(
                                "the schema "
                                        + schema
                                        + " holds tables but no "
                                        + table
                                        + ": adopt it with slipway db baseline, name the schema or"
                                        + " table of its history, or name an empty schema"));
    }

    /// Whether there is something to adopt, and no history of anybody's.
    boolean isAdoptable(Format format, String table, Connection connection) throws SQLException {
        return columns(table).isEmpty() && other(format).isEmpty() && hasTables(connection);
    }

    /// Whether the schema holds any table or view of the service.
    private boolean hasTables(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(HAS_TABLES)) {
            query.setString(1, schema);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// The history table of another tool.
    private Optional<String> other(Format format) {
        return Formats.all().stream()
                .filter(one -> !one.equals(format))
                .map(Format::defaultTable)
                .filter(histories::containsKey)
                .findFirst();
    }

    private static Optional<Problem> problem(String detail) {
        return Optional.of(new Problem(Problem.Kind.FOREIGN, Optional.empty(), "", detail));
    }
}
