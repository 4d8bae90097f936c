package dev.slipway.bench;

import dev.slipway.migrate.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.zip.ZipFile;

/// The one server that everything is measured on, as durable as a real one.
final class BenchServer implements AutoCloseable {

    static final Map<String, String> SETTINGS =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private final EmbeddedPostgres server;
    private int databases;

    BenchServer() throws IOException {
        var builder =
                EmbeddedPostgres.builder()
                        .setPgBinaryResolver((_, _) -> archive())
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .setServerConfig("pg_stat_statements.track", "none");
        SETTINGS.forEach(builder::setServerConfig);
        server = builder.start();
    }

    private static InputStream archive() throws IOException {
        var jar = Path.of(System.getProperty("bench.postgres.archives"), "postgres-15.jar");
        try (var zip = new ZipFile(jar.toFile())) {
            var copy = Files.createTempFile("postgres-15", ".txz");
            copy.toFile().deleteOnExit();
            try (var in = zip.getInputStream(zip.getEntry("postgres-linux-x86_64.txz"))) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.newInputStream(copy);
        }
    }

    int port() {
        return server.getPort();
    }

    String newDatabase() throws SQLException {
        var name = "bench_" + ++databases;
        execute("postgres", "create database " + name);
        return name;
    }

    void drop(String database) throws SQLException {
        execute("postgres", "drop database " + database + " with (force)");
        execute("postgres", "checkpoint");
    }

    void execute(String database, String sql) throws SQLException {
        try (var connection = url(database, port()).connect("bench");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String database, String sql) throws SQLException {
        try (var connection = url(database, port()).connect("bench");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    DatabaseUrl url(String database) {
        return url(database, port());
    }

    /// The same database by way of another port.
    DatabaseUrl url(String database, int port) {
        return DatabaseUrl.parse(plain(database, port), Map.of());
    }

    String plain(String database, int port) {
        return "postgres://postgres@localhost:%d/%s?sslmode=disable".formatted(port, database);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
