package dev.slipway.service.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The configuration of a service that has one of everything.
record Shop(Server server, Database database, Cache cache) {

    enum Level {
        DEBUG,
        INFO,
        WARN
    }

    Shop {
        if (cache.enabled() && database.poolSize() > 100) {
            throw new IllegalArgumentException("with a cache, a pool of 100 is enough");
        }
    }

    @Section(
            group = "network",
            about = "What listens.",
            removed =
                    @Removed(
                            key = "server.keep_alive",
                            in = "1.3.0",
                            instead = "Set the idle time on the proxy."))
    record Server(
            @Key(about = "The port that listens.", defaultValue = "8080") int port,
            @Key(about = "Where clients reach it.") URI publicUrl,
            @Key(about = "What is logged.", defaultValue = "info", group = "observability")
                    Level logLevel,
            @Key(
                            about = "How long a drain may take.",
                            defaultValue = "30s",
                            since = "1.1.0",
                            renamedFrom = "server.drain",
                            renamedIn = "1.2.0")
                    Duration drainTime,
            @Key(about = "Files that are served.") Optional<Path> assets,
            @Key(about = "The other instances.", defaultValue = "[]") List<URI> peers) {

        Server {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
            }
        }
    }

    @Section(group = "dependencies", about = "The database.")
    record Database(
            @Key(about = "Where it is.", renamedFrom = "database.dsn", renamedIn = "2.0.0") URI url,
            @Key(about = "Its password.", group = "secrets") Secret password,
            @Key(about = "Keys that sign, the newest first.", group = "secrets")
                    Optional<List<Secret>> signingKeys,
            @Key(about = "Connections at most.", defaultValue = "10") int poolSize) {

        Database {
            if (password.reveal().length() < 8) {
                throw new IllegalArgumentException(
                        "the password '" + password.reveal() + "' is shorter than 8 letters");
            }
        }
    }

    @Section(group = "cache", about = "What is kept in memory.")
    record Cache(
            @Key(about = "Whether there is one.", defaultValue = "true") boolean enabled,
            @Key(about = "How much it holds.", defaultValue = "67108864", removedIn = "3.0.0")
                    long maxBytes,
            @Key(about = "How much of it is kept free.", defaultValue = "0.1") double spare,
            @Key(about = "What metrics call it.", defaultValue = "main") String name) {}
}
