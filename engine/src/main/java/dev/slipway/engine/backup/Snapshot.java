package dev.slipway.engine.backup;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// One instant of a database, held open so that `pg_dump` and we look at the same rows while others
/// go on writing.
final class Snapshot implements AutoCloseable {

    /// What a role or database may have set that would end the snapshot early, hide rows or change
    /// how names are written. Not every version knows every name.
    private static final String STEADY =
            """
            select set_config(name, case when name ~ 'timeout' then '0' else 'off' end, true)
              from pg_settings
             where name in (
                       'statement_timeout', 'transaction_timeout', 'row_security',
                       'idle_in_transaction_session_timeout', 'quote_all_identifiers')
            """;

    private static final String EXPORT = "select pg_export_snapshot(), now()";

    /// Roles that the schema itself names, without which it cannot be restored.
    private static final String ROLES =
            """
            select distinct r.rolname
              from pg_policy p
              join pg_roles r on r.oid = any (p.polroles)
             order by 1
            """;

    private final Connection connection;
    private final String id;
    private final OffsetDateTime at;

    private Snapshot(Connection connection, String id, OffsetDateTime at) {
        this.connection = connection;
        this.id = id;
        this.at = at;
    }

    static Snapshot of(DatabaseUrl database) throws SQLException {
        var connection = database.connect("slipway backup");
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(STEADY);
                var rows = statement.executeQuery(EXPORT);
                rows.next();
                var at = rows.getObject(2, OffsetDateTime.class);
                return new Snapshot(connection, rows.getString(1), at);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// What `pg_dump --snapshot` takes.
    String id() {
        return id;
    }

    /// The database's time at this instant.
    OffsetDateTime at() {
        return at;
    }

    int serverMajor() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    /// Also locks the tables until this is closed: a `truncate` would otherwise be seen through a
    /// snapshot.
    SortedMap<String, Long> rowCounts() throws SQLException {
        return RowCounts.of(connection);
    }

    List<String> roles() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ROLES)) {
            var roles = new ArrayList<String>();
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
            return roles;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
