package dev.slipway.migrate;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/// Reads and writes SQLx's history table, in SQLx's own words, so that either can go on after the
/// other.
final class SqlxHistory {

    static final String DEFAULT_TABLE = "_sqlx_migrations";

    private static final long LOCK_FACTOR = 0x3d32ad9eL;

    private static final String CREATE =
            """
            create table if not exists %s (
                version bigint primary key,
                description text not null,
                installed_on timestamptz not null default now(),
                success boolean not null,
                checksum bytea not null,
                execution_time bigint not null
            )
            """;

    private static final String READ =
            """
            select version, description, success, encode(checksum, 'hex')
              from %s
             order by version
            """;

    private static final String INSERT =
            """
            insert into %s (version, description, success, checksum, execution_time)
            values (?, ?, true, ?, -1)
            """;

    private static final String TIME =
            """
            update %s
               set execution_time = ?
             where version = ?
            """;

    private final String table;

    SqlxHistory(String schema, String table) {
        this.table = Identifiers.quote(schema) + "." + Identifiers.quote(table);
    }

    /// The advisory lock that SQLx's library takes around its migrations.
    static long lockId(String database) {
        var crc = new CRC32();
        crc.update(database.getBytes(StandardCharsets.UTF_8));
        return LOCK_FACTOR * crc.getValue();
    }

    void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CREATE.formatted(table));
        }
    }

    List<AppliedRow> read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ.formatted(table))) {
            var applied = new ArrayList<AppliedRow>();
            while (rows.next()) {
                applied.add(
                        new AppliedRow(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getBoolean(3),
                                rows.getString(4)));
            }
            return applied;
        }
    }

    void insert(Connection connection, Migration migration) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT.formatted(table))) {
            insert.setLong(1, Long.parseLong(migration.version()));
            insert.setString(2, migration.description());
            insert.setBytes(3, HexFormat.of().parseHex(migration.checksum()));
            insert.executeUpdate();
        }
    }

    /// Replaces the -1 that `insert` wrote, which stays where the process dies in between.
    void time(Connection connection, Applied applied) throws SQLException {
        try (var update = connection.prepareStatement(TIME.formatted(table))) {
            update.setLong(1, applied.took().toNanos());
            update.setLong(2, Long.parseLong(applied.migration().version()));
            update.executeUpdate();
        }
    }
}
