package dev.slipway.engine.scratch;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every test that asks for a [DatabaseUrl] a new database, on one real server that lives as
/// long as the run of all tests. Its time zone is an odd one on purpose.
public final class FreshDatabases implements ParameterResolver {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DatabaseUrl.class;
    }

    @Override
    public DatabaseUrl resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var server =
                context.getRoot()
                        .getStore(Namespace.create(FreshDatabases.class))
                        .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                        .server;
        var name = "Fresh \"" + COUNT.incrementAndGet();
        server.createDatabase(name);
        return server.url(name);
    }

    /// The server, closed with the store that holds it.
    record Running(Path folder, Server server) implements AutoCloseable {

        static Running start() {
            try {
                var folder = Files.createTempDirectory("slipway-test-server");
                var binaries = Binaries.find(15, folder.resolve("cache"));
                var settings = Map.of("fsync", "off", "timezone", "Australia/Lord_Howe");
                return new Running(
                        folder, Server.start(binaries, folder.resolve("server"), settings));
            } catch (IOException e) {
                throw new IllegalStateException("no folder for a server", e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
