package dev.slipway.engine.rehearse;

import dev.slipway.engine.down.Twins;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A second copy, made before anything is migrated: where the lines that broke something are found.
///
/// The server copies its files, which is quick beside the restore that made the first copy. What an
/// earlier run left under its name is replaced.
final class Pristine implements Twins.Twin {

    private static final String SUFFIX = "_slipway_before";

    /// Another one than the first's, which may be the original of such a copy.
    private static final String TWIN = "_slipway_twin";

    /// Of one that is a twin already, whose long name may have been cut before that.
    private static final String SECOND_TWIN = "_slipway_second";

    private static final int LONGEST_NAME = 63;
    private static final int COPIES_FILES = 15;
    private static final String IN_USE = "55006";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String CREATE = "create database %s template %s";

    private static final String DROP = "drop database if exists %s with (force)";

    /// Waits for the end of each.
    private static final String END_SESSIONS =
            """
            select pg_terminate_backend(a.pid, 5000)
              from pg_stat_activity a
             where a.datname = ?
               and a.backend_type = 'client backend'
            """;

    /// A template hands on neither its owner, nor the rights on it, nor what is set for its
    /// sessions. Lists are kept as they are written.
    private static final String RIGHTS =
            """
            select format('alter database %1$s owner to %%I', pg_get_userbyid(d.datdba))
              from pg_database d
             where d.datname = ?
            union all
            select format('grant %%s on database %1$s to %%s', a.privilege_type,
                          coalesce(quote_ident(r.rolname), 'public'))
              from pg_database d,
                   aclexplode(d.datacl) a
              left join pg_roles r on r.oid = a.grantee
             where d.datname = ?
            union all
            select case
                     when s.setrole = 0 then 'alter database %1$s'
                     else format('alter role %%I in database %1$s', pg_get_userbyid(s.setrole))
                   end
                   || format(' set %%I = %%s', split_part(c, '=', 1),
                             case
                               when split_part(c, '=', 1) in ('search_path', 'temp_tablespaces')
                               then substr(c, strpos(c, '=') + 1)
                               else quote_literal(substr(c, strpos(c, '=') + 1))
                             end)
              from pg_database d
              join pg_db_role_setting s on s.setdatabase = d.oid,
                   unnest(s.setconfig) c
             where d.datname = ?
            """;

    private final DatabaseUrl copy;
    private final DatabaseUrl url;

    private Pristine(DatabaseUrl copy, DatabaseUrl url) {
        this.copy = copy;
        this.url = url;
    }

    /// Needs the right to create databases, and that nobody is connected to the copy.
    static Pristine of(DatabaseUrl copy) {
        return of(copy, SUFFIX);
    }

    /// A copy of a pristine one, to be changed in its place.
    static Pristine twin(DatabaseUrl pristine) {
        return of(pristine, pristine.database().endsWith(TWIN) ? SECOND_TWIN : TWIN);
    }

    private static Pristine of(DatabaseUrl copy, String suffix) {
        var pristine = new Pristine(copy, copy.withDatabase(name(copy.database(), suffix)));
        try (var connection = pristine.connect()) {
            execute(connection, DROP.formatted(pristine.name()));
            pristine.create(connection);
            pristine.giveRights(connection);
            return pristine;
        } catch (SQLException e) {
            throw new RehearseException(
                    "cannot make a second copy of %s: %s; nobody else may be connected to it, and %s must be allowed to create databases"
                            .formatted(copy, e.getMessage(), copy.user()),
                    e);
        }
    }

    @Override
    public DatabaseUrl url() {
        return url;
    }

    /// A session that has just been closed may still be seen for a moment.
    private void create(Connection connection) throws SQLException {
        var sql =
                CREATE.formatted(name(), Identifiers.quote(copy.database())) + strategy(connection);
        long began = System.nanoTime();
        while (true) {
            try {
                execute(connection, sql);
                return;
            } catch (SQLException e) {
                boolean patient = System.nanoTime() - began < PATIENCE.toNanos();
                if (!IN_USE.equals(e.getSQLState()) || !patient) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void giveRights(Connection connection) throws SQLException {
        var sql = RIGHTS.formatted(name().replace("'", "''").replace("%", "%%"));
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, copy.database());
            query.setString(2, copy.database());
            query.setString(3, copy.database());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    execute(connection, rows.getString(1));
                }
            }
        }
    }

    /// The default writes every page to the log as well.
    private static String strategy(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return major >= COPIES_FILES ? " strategy file_copy" : "";
    }

    private String name() {
        return Identifiers.quote(url.database());
    }

    /// Cut at whole characters, as the server cuts names at 63 bytes.
    private static String name(String database, String suffix) {
        var base = database;
        while ((base + suffix).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
        }
        return base + suffix;
    }

    private Connection connect() throws SQLException {
        return copy.withDatabase("postgres").connect("slipway rehearsal");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Ends what is still connected: the server goes on with a statement whose client is gone.
    void disconnect() {
        try (var connection = connect();
                var end = connection.prepareStatement(END_SESSIONS)) {
            end.setString(1, url.database());
            end.execute();
        } catch (SQLException e) {
            throw new RehearseException("cannot end the sessions that were left on " + url, e);
        }
    }

    @Override
    public void close() {
        try (var connection = connect()) {
            execute(connection, DROP.formatted(name()));
        } catch (SQLException e) {
            throw new RehearseException(
                    "cannot drop the second copy %s: %s; drop it by hand"
                            .formatted(url, e.getMessage()),
                    e);
        }
    }
}
