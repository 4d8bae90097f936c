package dev.slipway.matinee.config;

import dev.slipway.service.config.Key;
import dev.slipway.service.config.Secret;
import dev.slipway.service.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The keys of 1.0.0.
record Since100(
        Server server,
        DatabaseSection database,
        HealthSection health,
        Drain drain,
        Secrets secrets,
        MediaSection media)
        implements Model {

    @Section(group = "network", about = "What listens.")
    record Server(
            @Key(about = "The port at 127.0.0.1; 0 takes any free one.") int port,
            @Key(about = "What the instance calls itself.") String instance) {

        Server {
            Checks.server(port, instance);
        }
    }

    @Section(group = "cluster", about = "How an instance ends.")
    record Drain(
            @Key(about = "Between readiness failing and the listener closing.", defaultValue = "1s")
                    Duration deregister,
            @Key(about = "For all of it.", defaultValue = "10s") Duration limit) {

        Drain {
            Checks.drain(deregister, limit);
        }

        Settings.Drain settings() {
            return new Settings.Drain(deregister, limit);
        }
    }

    @Section(group = "secrets", about = "What nobody else may know.")
    record Secrets(
            @Key(about = "Signs sessions; the same for all instances behind one proxy.")
                    Secret sessionKey) {

        Secrets {
            Checks.keys(List.of(sessionKey));
        }
    }

    @Override
    public Settings settings(String version, String fingerprint) {
        return new Settings(
                new Settings.Server(
                        server.port(), server.instance(), Optional.empty(), Optional.empty()),
                database.settings(version),
                health.port(),
                drain.settings(),
                List.of(secrets.sessionKey()),
                media.origin(),
                fingerprint);
    }
}
