package dev.slipway.engine.postgres;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.sql.Identifiers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PostgreSQL server of Slipway's own: for the ledger, or for a copy that is thrown away.
///
/// It listens on 127.0.0.1 only, on a port that was free, and knows one superuser, `slipway`, whose
/// password is in the folder's `pgpass` and nowhere else. It is a process apart: it outlives a
/// Slipway that is killed, and the next [#start] on the same folder finds it again.
public final class Server implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int PORTS_TRIED = 5;
    private static final String APPLICATION = "slipway";

    private static final String HAS_ROLE = "select from pg_roles where rolname = ?";

    private static final String HAS_DATABASE = "select from pg_database where datname = ?";

    private final ServerDirectory home;
    private final int port;

    private Server(ServerDirectory home, int port) {
        this.home = home;
        this.port = port;
    }

    /// The server in `directory`: the one that runs there already, or else a new start of what is
    /// there, or else a new server.
    ///
    /// @param settings names and values for `postgresql.conf`; a server found running keeps its own
    /// @throws PostgresException with the end of the server's log when it does not start
    public static Server start(Binaries binaries, Path directory, Map<String, String> settings) {
        return start(binaries, directory, settings, Account.current());
    }

    static Server start(
            Binaries binaries, Path directory, Map<String, String> settings, Account account) {
        var home = ServerDirectory.claim(directory, account);
        try (var _ = home.lock()) {
            home.initialise(binaries, account, !"off".equals(settings.get("fsync")));
            var running = running(home);
            if (running.isPresent()) {
                return running.get();
            }
            Postmaster.forgetReusedPid(home.data());
            return launch(binaries, home, settings, account);
        } catch (IOException e) {
            throw new PostgresException("Unlocking the server in " + home.root() + " failed", e);
        }
    }

    /// Stops what runs in `directory` and deletes it, whichever run left it there.
    ///
    /// @return whether anything was there
    /// @throws PostgresException when the folder is not a server of Slipway's
    public static boolean stopLeftover(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        var home = ServerDirectory.existing(directory);
        if (home.isMarked()) {
            try (var _ = home.lock()) {
                end(home);
            } catch (IOException e) {
                throw new PostgresException("Unlocking the server in " + directory + " failed", e);
            }
        } else {
            home.delete();
        }
        return true;
    }

    /// A database of this server, with its superuser, fit to be handed to another process.
    public DatabaseUrl url(String database) {
        var passfile =
                URLEncoder.encode(home.passfile().toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        var url =
                "postgres://%s@127.0.0.1:%d/postgres?passfile=%s&sslmode=disable"
                        .formatted(ServerDirectory.SUPERUSER, port, passfile);
        return DatabaseUrl.parse(url, Map.of()).withDatabase(database);
    }

    /// Makes an empty database.
    public void createDatabase(String name) {
        execute("create database " + Identifiers.quote(name));
    }

    public boolean hasDatabase(String name) {
        return exists(HAS_DATABASE, name);
    }

    /// Gives a database another name; nobody may be connected to it.
    public void renameDatabase(String name, String next) {
        execute(
                "alter database "
                        + Identifiers.quote(name)
                        + " rename to "
                        + Identifiers.quote(next));
    }

    /// Drops a database with the sessions in it; one that is not there is no matter.
    public void dropDatabase(String name) {
        execute("drop database if exists " + Identifiers.quote(name) + " with (force)");
    }

    /// Makes a role that cannot log in, unless it is there: for a schema that names it.
    public void createRole(String name) {
        if (!exists(HAS_ROLE, name)) {
            execute("create role " + Identifiers.quote(name) + " nologin");
        }
    }

    /// The major version of its data and its binaries.
    public int major() {
        return home.major();
    }

    /// The folder it lives in.
    public Path directory() {
        return home.root();
    }

    /// Ends the server and keeps its data for another [#start].
    public void stop() {
        uninterrupted(() ->
                Postmaster.of(home.data())
                        .ifPresent(it -> it.stop(Postmaster.Mode.FAST, STOP_LIMIT)));
    }

    /// Ends the server and deletes all that it was.
    @Override
    public void close() {
        if (Files.isDirectory(home.root())) {
            uninterrupted(() -> end(home));
        }
    }

    /// Whoever is interrupted is to clean up all the same, and to notice the interrupt afterwards.
    private static void uninterrupted(Runnable cleanUp) {
        var interrupted = Thread.interrupted();
        try {
            cleanUp.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void end(ServerDirectory home) {
        Postmaster.settled(home.data(), START_LIMIT)
                .ifPresent(it -> it.stop(Postmaster.Mode.IMMEDIATE, STOP_LIMIT));
        home.delete();
    }

    private static Optional<Server> running(ServerDirectory home) {
        var postmaster = Postmaster.settled(home.data(), START_LIMIT);
        if (postmaster.isEmpty()) {
            return Optional.empty();
        }
        var port = postmaster.get().awaitReady(START_LIMIT);
        return port.isPresent() ? Optional.of(new Server(home, port.getAsInt())) : Optional.empty();
    }

    /// Another program may take the port before the server does: then the next port is tried. A
    /// start that was under way when its Slipway was killed may come first: then that one is taken.
    private static Server launch(
            Binaries binaries,
            ServerDirectory home,
            Map<String, String> settings,
            Account account) {
        for (int left = PORTS_TRIED; ; left--) {
            home.configure(complete(settings), account);
            var run = pgCtl(binaries, home, account);
            var running = running(home);
            if (running.isPresent()) {
                return running.get();
            }
            var log = home.logTail();
            if (left == 1 || !log.contains("could not bind")) {
                throw new PostgresException(
                        "The PostgreSQL %d server in %s did not start:%n%s"
                                .formatted(
                                        binaries.major(),
                                        home.root(),
                                        log.isEmpty() ? run.lastWords() : log));
            }
        }
    }

    private static ToolRun pgCtl(Binaries binaries, ServerDirectory home, Account account) {
        var arguments =
                List.of(
                        "--pgdata=" + home.data(),
                        "--log=" + home.log(),
                        "--wait",
                        "--timeout=" + START_LIMIT.toSeconds(),
                        "start");
        return account.command(binaries.program("pg_ctl"), arguments)
                .run(START_LIMIT.plus(STOP_LIMIT));
    }

    private static Map<String, String> complete(Map<String, String> settings) {
        var all = new LinkedHashMap<>(settings);
        all.put("listen_addresses", "127.0.0.1");
        // Without "$user": the superuser's name is that of the schema that Slipway keeps.
        all.put("search_path", "public");
        all.put("port", Integer.toString(freePort()));
        all.put("unix_socket_directories", "");
        return all;
    }

    /// A port of 127.0.0.1 on which nobody listens now.
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PostgresException("No free port was found on 127.0.0.1: " + e, e);
        }
    }

    private boolean exists(String query, String name) {
        var database = url("postgres");
        try (var connection = database.connect(APPLICATION);
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw failed("looking for " + name, database, e);
        }
    }

    private void execute(String sql) {
        var database = url("postgres");
        try (var connection = database.connect(APPLICATION);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(sql, database, e);
        }
    }

    private static PostgresException failed(String attempt, DatabaseUrl place, SQLException e) {
        return new PostgresException(
                "%s failed at %s: %s".formatted(attempt, place, e.getMessage()), e);
    }
}
