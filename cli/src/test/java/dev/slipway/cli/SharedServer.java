package dev.slipway.cli;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A server of a test class, and a new database for each of its tests.
final class SharedServer implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path home;
    private Server server;

    private SharedServer(Path home) {
        this.home = home;
        server = start();
    }

    static SharedServer start(Path home) {
        return new SharedServer(home);
    }

    private Server start() {
        return Server.start(
                Binaries.bundled(15, home.resolve("binaries")),
                home.resolve("server"),
                Map.of("fsync", "off"));
    }

    /// Replaces who may connect how.
    void accessRules(String rules, String map) {
        try {
            Files.writeString(data().resolve("pg_hba.conf"), rules);
            Files.writeString(data().resolve("pg_ident.conf"), map);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return home.resolve("server/data");
    }

    void restart() {
        server.stop();
        server = start();
    }

    DatabaseUrl newDatabase() {
        var name = "app_" + DATABASES.incrementAndGet();
        server.createDatabase(name);
        return server.url(name);
    }

    DatabaseUrl url(String database) {
        return server.url(database);
    }

    void execute(String database, String... statements) throws SQLException {
        try (var connection = server.url(database).connect("test");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
