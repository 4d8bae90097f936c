package dev.slipway.spring;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// One PostgreSQL server for all tests, and a database for each.
final class TestServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable EmbeddedPostgres server;

    private TestServer() {}

    static synchronized EmbeddedPostgres server() {
        if (server == null) {
            server = start();
        }
        return server;
    }

    static TestDatabase newDatabase() {
        return TestDatabase.create(server(), "shop " + DATABASES.incrementAndGet());
    }

    static synchronized void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static EmbeddedPostgres start() {
        LoggingSystem.get(TestServer.class.getClassLoader())
                .setLogLevel("io.zonky.test", LogLevel.WARN);
        try {
            return EmbeddedPostgres.builder()
                    .setPgBinaryResolver((system, architecture) -> archive())
                    .setServerConfig("fsync", "off")
                    .setServerConfig("timezone", "Asia/Kathmandu")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
}
