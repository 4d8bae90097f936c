package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A reading of `pg_stat_statements`: what a database was asked, by whom, and how often.
///
/// Two readings under the running version tell what it sends from what an older one has sent.
public record StatementCounts(List<Count> counts) {

    private static final String SOURCE = "pg_stat_statements";

    private static final String SCHEMA =
            """
            select n.nspname
              from pg_catalog.pg_extension e
              join pg_catalog.pg_namespace n on n.oid = e.extnamespace
             where e.extname = 'pg_stat_statements'
            """;

    /// What functions send themselves is theirs, not the program's. What asks `pg_catalog` by name
    /// is a tool or a driver, such as Slipway and `pg_dump`.
    private static final String COUNTS =
            """
            select s.queryid, r.rolname, s.query, s.calls
              from %s.pg_stat_statements s
              join pg_catalog.pg_roles r on r.oid = s.userid
             where s.dbid = (select d.oid
                               from pg_catalog.pg_database d
                              where d.datname = pg_catalog.current_database())
               and s.toplevel
               and s.query !~ 'pg_catalog\\.'
             order by s.calls desc, s.queryid
            """;

    public StatementCounts {
        counts = List.copyOf(counts);
    }

    /// One text and one role.
    public record Count(long id, String role, String sql, long calls) {
        private Key key() {
            return new Key(id, role);
        }
    }

    private record Key(long id, String role) {}

    /// @throws OldSqlException when the database keeps no such counts
    public static StatementCounts read(Connection connection) {
        try {
            var schema = schema(connection).orElseThrow(() -> absent("it is not installed", null));
            return new StatementCounts(counts(connection, schema));
        } catch (SQLException e) {
            throw absent(String.valueOf(e.getMessage()), e);
        }
    }

    private static OldSqlException absent(String why, @Nullable Throwable cause) {
        return new OldSqlException(
                "cannot read pg_stat_statements: "
                        + why
                        + "; put it into shared_preload_libraries and create the extension, or give"
                        + " the SQL as files",
                cause);
    }

    private static Optional<String> schema(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SCHEMA)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    private static List<Count> counts(Connection connection, String schema) throws SQLException {
        var query = COUNTS.formatted(Identifiers.quote(schema));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var counts = new ArrayList<Count>();
            while (rows.next()) {
                counts.add(count(rows));
            }
            return counts;
        }
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4));
    }

    /// All of it, with nothing stale: one reading cannot tell.
    public OldSql oldSql() {
        return new OldSql(counts.stream().map(one -> statement(one, one.calls())).toList());
    }

    /// What was called since an earlier reading; the rest is stale.
    public OldSql since(StatementCounts earlier) {
        var then = new HashMap<Key, Long>();
        earlier.counts.forEach(one -> then.put(one.key(), one.calls()));
        var fresh = new ArrayList<OldStatement>();
        var stale = new ArrayList<OldStatement>();
        for (var one : counts) {
            long calls = called(one, then);
            (calls > 0 ? fresh : stale).add(statement(one, calls));
        }
        return new OldSql(fresh, stale);
    }

    /// Fewer than before: the counts were reset in between.
    private static long called(Count now, Map<Key, Long> then) {
        long before = then.getOrDefault(now.key(), 0L);
        return now.calls() < before ? now.calls() : now.calls() - before;
    }

    private static OldStatement statement(Count count, long calls) {
        return new OldStatement(
                SOURCE + " " + count.id(),
                count.sql(),
                Optional.of(count.role()),
                OptionalLong.of(calls));
    }
}
