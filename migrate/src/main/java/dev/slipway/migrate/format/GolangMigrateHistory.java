package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// golang-migrate's history table: one row, with the newest version and whether it is half-done.
///
/// golang-migrate empties it with TRUNCATE. Deleting leaves the same row behind, asks for no right
/// but that to delete, and blocks nobody who reads. The mark never goes down but by a migration
/// that is taken back: a file that was applied late stands below it.
final class GolangMigrateHistory implements History {

    private static final String CREATE =
            """
            create table if not exists %s (
                version bigint not null primary key,
                dirty boolean not null
            )
            """;

    private static final String READ =
            """
            select version, dirty
              from %s
             limit 1
            """;

    private static final String RAISE =
            """
            with before as (
                delete from %1$s
                returning version
            )
            insert into %1$s (version, dirty)
            select greatest(?::bigint, max(version)), ?::boolean
              from before
            """;

    private static final String EMPTY =
            """
            delete from %s
            """;

    private static final String INSERT =
            """
            insert into %s (version, dirty)
            values (?, ?)
            """;

    /// What golang-migrate calls the version below the first.
    private static final String NOTHING = "-1";

    private final String table;

    GolangMigrateHistory(HistoryTable table) {
        this.table = table.sql();
    }

    @Override
    public void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CREATE.formatted(table));
        }
    }

    /// A dirty -1 is what golang-migrate leaves when it fails to take back the first migration.
    @Override
    public Recorded read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ.formatted(table))) {
            if (!rows.next()) {
                return new Recorded.Mark(Optional.empty(), false);
            }
            long version = rows.getLong(1);
            return new Recorded.Mark(
                    version < 0 ? Optional.empty() : Optional.of(Long.toString(version)),
                    rows.getBoolean(2));
        }
    }

    @Override
    public List<Write> applied(Migration migration, Duration took) {
        return raise(migration, false);
    }

    @Override
    public List<Write> begins(Migration migration) {
        return raise(migration, true);
    }

    @Override
    public List<Write> failed(Migration migration, Duration took) {
        return raise(migration, true);
    }

    private List<Write> raise(Migration migration, boolean dirty) {
        return List.of(Write.of(RAISE.formatted(table), Long.valueOf(migration.version()), dirty));
    }

    @Override
    public List<Write> reverted(Entry applied, Optional<String> before) {
        return before.map(version -> set(version, false))
                .orElseGet(() -> List.of(Write.of(EMPTY.formatted(table))));
    }

    @Override
    public List<Write> revertBegins(Entry applied, Optional<String> before) {
        return set(before.orElse(NOTHING), true);
    }

    @Override
    public List<Write> revertFailed(Entry applied, Optional<String> before) {
        return revertBegins(applied, before);
    }

    private List<Write> set(String version, boolean dirty) {
        return List.of(
                Write.of(EMPTY.formatted(table)),
                Write.of(INSERT.formatted(table), Long.valueOf(version), dirty));
    }
}
