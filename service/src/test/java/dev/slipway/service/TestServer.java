package dev.slipway.service;

import dev.slipway.migrate.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;

/// A PostgreSQL server for the tests of a class.
public final class TestServer implements AutoCloseable {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final EmbeddedPostgres server;

    private TestServer(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestServer start() throws IOException {
        return new TestServer(
                EmbeddedPostgres.builder()
                        .setPgBinaryResolver((system, architecture) -> archive())
                        .start());
    }

    private static InputStream archive() throws IOException {
        var jar = Path.of(System.getProperty("slipway.postgres.archives"), "postgres-18.jar");
        try (var zip = new ZipFile(jar.toFile())) {
            var copy = Files.createTempFile("postgres-18", ".txz");
            copy.toFile().deleteOnExit();
            try (var in = zip.getInputStream(zip.getEntry("postgres-linux-x86_64.txz"))) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.newInputStream(copy);
        }
    }

    /// The superuser's, in the database that every server has.
    public DatabaseUrl database() {
        return DatabaseUrl.parse(url("postgres", "postgres"), Map.of());
    }

    public String url(String user, String database) {
        return "postgres://%s@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(user, server.getPort(), database);
    }

    /// A new database.
    ///
    /// @return its name
    public String newDatabase() {
        var name = "shop_" + NAMES.incrementAndGet();
        execute("postgres", "create database " + name);
        return name;
    }

    public void execute(String database, String sql) {
        try (var connection = database().withDatabase(database).connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// The first value of the first row.
    public String value(String database, String sql) {
        try (var connection = database().withDatabase(database).connect("test");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// From now on this role must give its password.
    public void demandPassword(String role) throws IOException {
        var file = Path.of(value("postgres", "show hba_file"));
        var rules = "host all " + role + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(file);
        Files.writeString(file, rules);
        value("postgres", "select pg_reload_conf()");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
