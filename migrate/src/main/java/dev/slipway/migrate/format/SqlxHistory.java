package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// SQLx's history table.
///
/// SQLx itself writes -1 as the execution time and the real one after the commit; we know it before
/// and write it at once.
final class SqlxHistory implements History {

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
            select version, description, success, encode(checksum, 'hex'), installed_on,
                   execution_time
              from %s
             order by version
            """;

    private static final String INSERT =
            """
            insert into %s (version, description, success, checksum, execution_time)
            values (?, ?, true, ?, ?)
            """;

    private static final String RESTAMP =
            """
            update %s
               set checksum = ?
             where version = ?
            """;

    private static final String DELETE =
            """
            delete from %s
             where version = ?
            """;

    private final String table;

    /// Made once: it is sent with every migration.
    private final String insert;

    SqlxHistory(HistoryTable table) {
        this.table = table.sql();
        this.insert = INSERT.formatted(this.table);
    }

    @Override
    public void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CREATE.formatted(table));
        }
    }

    @Override
    public Recorded read(Connection connection) throws SQLException {
        return EntryRows.read(connection, READ.formatted(table), SqlxHistory::entry);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        long nanos = row.getLong(6);
        return new Entry(
                row.getString(1),
                row.getString(2),
                Entry.Kind.SCRIPT,
                row.getBoolean(3),
                Optional.of(row.getString(4)),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class)),
                Optional.empty(),
                nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos)));
    }

    @Override
    public List<Write> applied(Migration migration, Duration took) {
        return List.of(
                Write.of(
                        insert,
                        Long.valueOf(migration.version()),
                        migration.description(),
                        HexFormat.of().parseHex(migration.checksum()),
                        took.toNanos()));
    }

    @Override
    public List<Write> reverted(Entry applied, Optional<String> before) {
        return List.of(Write.of(DELETE.formatted(table), Long.valueOf(applied.version())));
    }

    @Override
    public List<Write> restamp(Migration migration) {
        return List.of(
                Write.of(
                        RESTAMP.formatted(table),
                        HexFormat.of().parseHex(migration.checksum()),
                        Long.valueOf(migration.version())));
    }
}
