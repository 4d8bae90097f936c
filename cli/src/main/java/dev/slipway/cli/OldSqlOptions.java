package dev.slipway.cli;

import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.compat.OldSqlException;
import dev.slipway.engine.compat.StatementCounts;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the SQL of the version that runs now is, and who runs it.
final class OldSqlOptions {

    private static final String FROM_DATABASE = "pg_stat_statements";

    private final Supplier<List<String>> sources;
    private final Supplier<Optional<String>> role;
    private final Supplier<Optional<Duration>> window;

    OldSqlOptions(Arguments arguments) {
        sources =
                arguments.repeatable(
                        "--old-sql",
                        "PATH",
                        "The SQL of the version that runs now: a folder or a file of .sql, of"
                                + " sqlc's queries, of SQLx's offline cache, or a server's log,"
                                + " plain, csvlog or jsonlog; or the word pg_stat_statements, for"
                                + " what the database has counted. Repeatable. Without it nobody"
                                + " can say whether that version works on the new schema.");
        role =
                arguments.option(
                        "--old-role",
                        "ROLE",
                        String.class,
                        "The role that runs it, where nothing else says so: what it may do is"
                                + " checked too.");
        window =
                arguments.option(
                        "--old-window",
                        "TIME",
                        Duration.class,
                        "Read pg_stat_statements twice, this long apart: what was not called in"
                                + " between is of an older version, and only counted.");
    }

    /// Empty when none was given.
    ///
    /// @param database that counts statements, if there is one
    Optional<OldSql> read(Optional<DatabaseUrl> database) {
        return sources.get().stream()
                .map(source ->
                        source.equals(FROM_DATABASE)
                                ? counted(database.orElseThrow(OldSqlOptions::noDatabase))
                                : OldSql.read(Path.of(source)))
                .reduce(OldSql::and)
                .map(sql -> role.get().map(sql::under).orElse(sql));
    }

    private static ConfigurationException noDatabase() {
        return new ConfigurationException(
                "--old-sql pg_stat_statements is asked of a live database, and the copy is made"
                        + " from none: give a file or a folder");
    }

    private OldSql counted(DatabaseUrl database) {
        try (var connection = database.connect("slipway rehearsal")) {
            var first = StatementCounts.read(connection);
            var apart = window.get();
            if (apart.isEmpty()) {
                return first.oldSql();
            }
            Thread.sleep(apart.get());
            return StatementCounts.read(connection).since(first);
        } catch (SQLException e) {
            throw new OldSqlException("cannot read the old version's SQL from " + database, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OldSqlException("interrupted while the old version was watched", e);
        }
    }
}
