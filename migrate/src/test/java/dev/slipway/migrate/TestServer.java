package dev.slipway.migrate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;

/// One PostgreSQL server a major version and test run, and a new database with hostile defaults for
/// each test.
///
/// Two versions unless `-Dslipway.full` is set, which also has the archives of the others fetched.
final class TestServer {

    private static final boolean FULL = Boolean.getBoolean("slipway.full");

    private static final String POSTMASTER =
            """
            select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::bigint
            """;

    private static final Map<Integer, TestServer> SERVERS = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path data;
    private final EmbeddedPostgres server;

    private TestServer(int major) {
        try {
            data = Files.createTempDirectory("postgres-" + major + "-data");
            server =
                    EmbeddedPostgres.builder()
                            .setPgBinaryResolver((system, architecture) -> archive(major))
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setServerConfig("password_encryption", "scram-sha-256")
                            .setServerConfig("fsync", "off")
                            .setServerConfig("full_page_writes", "off")
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The major versions that Slipway is for.
    static IntStream supported() {
        return FULL ? IntStream.rangeClosed(14, 18) : IntStream.of(15, 18);
    }

    /// Those that it refuses.
    static IntStream unsupported() {
        return FULL ? IntStream.of(13) : IntStream.empty();
    }

    static TestServer of(int major) {
        return SERVERS.computeIfAbsent(major, TestServer::new);
    }

    static void stopAll() {
        SERVERS.values().forEach(TestServer::stop);
        SERVERS.clear();
    }

    /// As if the power failed: nothing that it holds is worth being written down. Nor does anybody
    /// wait until it is gone, which takes a while: a database is three hundred files.
    private void stop() {
        try {
            var postmaster = ProcessHandle.of(postmaster()).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid())).start().waitFor();
            postmaster.onExit().join();
            server.close();
            new ProcessBuilder("rm", "-rf", data.toString()).start();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("cannot stop the server " + server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long postmaster() throws SQLException {
        try (var admin = server.getPostgresDatabase().getConnection();
                var statement = admin.createStatement();
                var row = statement.executeQuery(POSTMASTER)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static InputStream archive(int major) throws IOException {
        var jar =
                Path.of(
                        System.getProperty("slipway.postgres.archives"),
                        "postgres-" + major + ".jar");
        try (var zip = new ZipFile(jar.toFile())) {
            var copy = Files.createTempFile("postgres-" + major, ".txz");
            copy.toFile().deleteOnExit();
            try (var in = zip.getInputStream(zip.getEntry("postgres-linux-x86_64.txz"))) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.newInputStream(copy);
        }
    }

    /// A database whose owner is no superuser, whose clock is not UTC's, and whose name and owner
    /// need quotes.
    DatabaseUrl newDatabase() throws SQLException {
        var name = "App " + DATABASES.incrementAndGet();
        try (var admin = server.getPostgresDatabase().getConnection();
                var statement = admin.createStatement()) {
            statement.execute("create role \"" + name + " owner\" login");
            statement.execute("create database \"" + name + "\" owner \"" + name + " owner\"");
            statement.execute("alter database \"" + name + "\" set timezone = 'Asia/Kathmandu'");
        }
        return url(name + " owner", name);
    }

    DatabaseUrl url(String user, String database) {
        return new DatabaseUrl(
                "localhost",
                server.getPort(),
                user,
                database,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    Connection superuser(DatabaseUrl url) throws SQLException {
        return url("postgres", url.database()).connect("test");
    }
}
