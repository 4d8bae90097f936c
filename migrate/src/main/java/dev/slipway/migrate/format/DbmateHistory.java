package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// dbmate's history table: the versions that are applied.
final class DbmateHistory implements History {

    private static final String CREATE =
            """
            create table if not exists %s (
                version varchar primary key
            )
            """;

    private static final String READ =
            """
            select version
              from %s
            """;

    private static final String INSERT =
            """
            insert into %s (version)
            values (?)
            """;

    private static final String DELETE =
            """
            delete from %s
             where version = ?
            """;

    private final String table;

    /// Made once: it is sent with every migration.
    private final String insert;

    DbmateHistory(HistoryTable table) {
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
        return EntryRows.read(
                connection, READ.formatted(table), row -> Entry.plain(row.getString(1)));
    }

    @Override
    public List<Write> applied(Migration migration, Duration took) {
        return List.of(Write.of(insert, migration.version()));
    }

    @Override
    public List<Write> reverted(Entry applied, Optional<String> before) {
        return List.of(Write.of(DELETE.formatted(table), applied.version()));
    }
}
