package dev.slipway.engine.copy;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.sql.Identifiers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A database on a server that somebody lends, and that is as it was when the copy is gone.
///
/// A session that bears the copy's mark says for as long as it lasts that the run is alive: the
/// next run drops what bears a mark without a session.
final class LentSite implements Site {

    private static final String PREFIX = "slipway_copy_";
    private static final int LONGEST_WHO = 20;

    private static final String MARKED =
            """
            select datname
              from pg_database
             where starts_with(datname, ?)
             order by 1
            """;

    /// A mark is the prefix and eight digits.
    private static final String DEAD =
            """
            select d.datname
              from pg_database d
             where d.datname ~ '^slipway_copy_[0-9a-f]{8}_'
               and not exists (
                       select
                         from pg_stat_activity a
                        where a.application_name = left(d.datname, 21))
             order by 1
            """;

    private static final String DROP = "drop database if exists %s with (force)";

    private final DatabaseUrl server;
    private final Path scratch;
    private final String mark = PREFIX + UUID.randomUUID().toString().substring(0, 8);
    private @Nullable Connection session;
    private int major;

    LentSite(DatabaseUrl server, Path scratch) {
        this.server = server;
        this.scratch = scratch;
    }

    @Override
    public void requireRoom(long dump, long restored) {}

    @Override
    public synchronized void begin(OptionalInt wanted) {
        try {
            session = server.connect(mark);
            major = session.getMetaData().getDatabaseMajorVersion();
            requireMajor(wanted);
            drop(session, Source.names(session, DEAD));
        } catch (SQLException e) {
            throw new CopyException(
                    "cannot use the scratch server %s: %s".formatted(server, e.getMessage()), e);
        }
    }

    @Override
    public void restart() {
        throw new IllegalStateException("a lent server is not restarted: " + server);
    }

    private void requireMajor(OptionalInt wanted) {
        if (wanted.isPresent() && wanted.getAsInt() != major) {
            throw new CopyException(
                    "the scratch server %s is PostgreSQL %d and the source is PostgreSQL %d, which locks and plans in its own way: name a server of that version with --scratch-url"
                            .formatted(server, major, wanted.getAsInt()));
        }
    }

    private static void drop(Connection session, List<String> databases) throws SQLException {
        try (var statement = session.createStatement()) {
            for (var name : databases) {
                statement.execute(DROP.formatted(Identifiers.quote(name)));
            }
        }
    }

    @Override
    public int major() {
        return major;
    }

    @Override
    public DatabaseUrl url(String name) {
        return server.withDatabase(name);
    }

    /// Tells whose it is, as far as a name has room for it.
    @Override
    public String database() {
        var user = System.getProperty("user.name", "somebody").toLowerCase(Locale.ROOT);
        var who = user.replaceAll("[^a-z0-9]+", "_");
        return mark + "_" + who.substring(0, Math.min(who.length(), LONGEST_WHO));
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public synchronized void close() {
        if (session == null) {
            return;
        }
        try (var ending = session) {
            drop(ending, Source.names(ending, MARKED, mark));
        } catch (SQLException e) {
            throw new CopyException(
                    "cannot drop the copy %s: %s; the next rehearsal on that server drops it"
                            .formatted(url(database()), e.getMessage()),
                    e);
        } finally {
            session = null;
        }
    }
}
