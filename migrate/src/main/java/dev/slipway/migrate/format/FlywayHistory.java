package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Identifiers;
import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Flyway's history table: rows in the order in which things happened, of which the latest about a
/// migration counts.
final class FlywayHistory implements History {

    private static final String CREATE =
            """
            begin;
            create table if not exists %1$s (
                installed_rank int not null,
                version varchar(50),
                description varchar(200) not null,
                type varchar(20) not null,
                script varchar(1000) not null,
                checksum integer,
                installed_by varchar(100) not null,
                installed_on timestamp not null default now(),
                execution_time integer not null,
                success boolean not null,
                constraint %2$s primary key (installed_rank)
            );
            create index if not exists %3$s on %1$s (success);
            commit
            """;

    /// `installed_on` has no time zone: it is what the clock of the session that wrote it showed.
    private static final String READ =
            """
            select version, description, type, checksum,
                   installed_on at time zone current_setting('TimeZone'), installed_by,
                   execution_time, success
              from %s
             order by installed_rank
            """;

    private static final String INSERT =
            """
            insert into %1$s (installed_rank, version, description, type, script, checksum,
                              installed_by, execution_time, success)
            values ((select coalesce(max(installed_rank), 0) + 1 from %1$s), ?, ?, ?, ?, ?::int,
                    current_user, ?, ?)
            """;

    private static final String INSERT_BASELINE =
            """
            insert into %1$s (installed_rank, version, description, type, script, installed_by,
                              execution_time, success)
            values ((select coalesce(max(installed_rank), 0) + 1 from %1$s), ?,
                    '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', current_user, 0,
                    true)
            """;

    private static final String DELETE =
            """
            delete from %s
             where version = ?
            """;

    private static final String DELETE_REPEATABLE =
            """
            delete from %s
             where version is null and description = ?
            """;

    private static final String AND_FAILED = "   and not success";

    /// What was run that is not a SQL file.
    private static final Set<String> CODE =
            Set.of("JDBC", "SPRING_JDBC", "SCRIPT", "CUSTOM", "UNDO_SCRIPT");

    private static final int LONGEST_DESCRIPTION = 200;
    private static final int LONGEST_SCRIPT = 1000;
    private static final String CUT = "...";

    private final HistoryTable table;

    FlywayHistory(HistoryTable table) {
        this.table = table;
    }

    @Override
    public void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    CREATE.formatted(
                            table.sql(),
                            Identifiers.quote(table.table() + "_pk"),
                            Identifiers.quote(table.table() + "_s_idx")));
        }
    }

    @Override
    public Recorded read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ.formatted(table.sql()))) {
            Map<String, Entry> entries = new TreeMap<>(FlywayVersion.ORDER);
            while (rows.next()) {
                take(entries, rows);
            }
            return new Recorded.Rows(List.copyOf(entries.values()));
        }
    }

    private static void take(Map<String, Entry> entries, ResultSet row) throws SQLException {
        var type = row.getString(3);
        var entry = entry(row, type);
        boolean takesBack = type.equals("DELETE") || type.startsWith("UNDO_");
        if (takesBack && entry.success()) {
            entries.remove(entry.version());
        } else if (!type.equals("SCHEMA") && !takesBack) {
            entries.put(entry.version(), entry);
        }
    }

    private static Entry entry(ResultSet row, String type) throws SQLException {
        var version = Optional.ofNullable(row.getString(1));
        var description = row.getString(2);
        return new Entry(
                version.orElseGet(() -> FlywayVersion.ofRepeatable(description)),
                description,
                kind(type, version.isEmpty()),
                row.getBoolean(8),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class)),
                Optional.ofNullable(row.getString(6)),
                Optional.of(Duration.ofMillis(row.getLong(7))));
    }

    private static Entry.Kind kind(String type, boolean repeatable) {
        if (CODE.contains(type)) {
            return Entry.Kind.CODE;
        }
        if (type.endsWith("BASELINE")) {
            return Entry.Kind.BASELINE;
        }
        return repeatable ? Entry.Kind.REPEATABLE : Entry.Kind.SCRIPT;
    }

    @Override
    public List<Write> applied(Migration migration, Duration took) {
        return rows(migration, took, true);
    }

    @Override
    public List<Write> failed(Migration migration, Duration took) {
        return rows(migration, took, false);
    }

    /// In place of a row that says that it failed before.
    private List<Write> rows(Migration migration, Duration took, boolean success) {
        var description = description(migration.description());
        var version = version(migration.version());
        return List.of(
                delete(version, description, AND_FAILED),
                Write.of(
                        INSERT.formatted(table.sql()),
                        version.orElse(null),
                        description,
                        migration.kind() == Migration.Kind.BASELINE ? "SQL_BASELINE" : "SQL",
                        script(migration.file()),
                        migration.checksum(),
                        (int) Math.min(took.toMillis(), Integer.MAX_VALUE),
                        success));
    }

    @Override
    public List<Write> reverted(Entry applied, Optional<String> before) {
        return List.of(delete(version(applied.version()), applied.description(), ""));
    }

    @Override
    public List<Write> clean(Entry failed, Optional<String> before) {
        return List.of(delete(version(failed.version()), failed.description(), AND_FAILED));
    }

    @Override
    public boolean hasBaselineRow() {
        return true;
    }

    @Override
    public List<Write> baseline(String version, List<Migration> covered) {
        return List.of(Write.of(INSERT_BASELINE.formatted(table.sql()), version));
    }

    private Write delete(Optional<String> version, String description, String which) {
        return version.isPresent()
                ? Write.of(DELETE.formatted(table.sql()) + which, version.get())
                : Write.of(DELETE_REPEATABLE.formatted(table.sql()) + which, description);
    }

    private static Optional<String> version(String version) {
        return Optional.of(version).filter(text -> !FlywayVersion.isRepeatable(text));
    }

    /// A description as the table can hold it: its beginning.
    static String description(String text) {
        return text.length() <= LONGEST_DESCRIPTION
                ? text
                : text.substring(0, LONGEST_DESCRIPTION - CUT.length()) + CUT;
    }

    /// A file's path as the table can hold it: its end.
    static String script(String path) {
        return path.length() <= LONGEST_SCRIPT
                ? path
                : CUT + path.substring(path.length() - LONGEST_SCRIPT + CUT.length());
    }
}
