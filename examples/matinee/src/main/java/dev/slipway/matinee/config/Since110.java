package dev.slipway.matinee.config;

import dev.slipway.service.config.Key;
import dev.slipway.service.config.Section;
import java.util.List;
import java.util.Optional;

/// 1.1.0 brings a greeting, which nobody has to give.
record Since110(
        Server server,
        DatabaseSection database,
        HealthSection health,
        Since100.Drain drain,
        Since100.Secrets secrets,
        MediaSection media)
        implements Model {

    @Section(group = "network", about = "What listens.")
    record Server(
            @Key(about = "The port at 127.0.0.1; 0 takes any free one.") int port,
            @Key(about = "What the instance calls itself.") String instance,
            @Key(about = "What a viewer is told who comes in.", since = "1.1.0")
                    Optional<String> greeting) {

        Server {
            Checks.server(port, instance);
        }
    }

    @Override
    public Settings settings(String version, String fingerprint) {
        return new Settings(
                new Settings.Server(
                        server.port(), server.instance(), server.greeting(), Optional.empty()),
                database.settings(version),
                health.port(),
                drain.settings(),
                List.of(secrets.sessionKey()),
                media.origin(),
                fingerprint);
    }
}
