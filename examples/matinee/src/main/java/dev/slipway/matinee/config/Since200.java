package dev.slipway.matinee.config;

import dev.slipway.service.config.Key;
import dev.slipway.service.config.Removed;
import dev.slipway.service.config.Secret;
import dev.slipway.service.config.Section;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// 2.0.0 must know where clients reach it, calls the pause of a drain what it is, and takes several
/// session keys, so that one can be replaced while sessions of the last still hold.
record Since200(
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
            @Key(about = "What the instance calls itself.") String instance,
            @Key(about = "What a viewer is told who comes in.", since = "1.1.0")
                    Optional<String> greeting,
            @Key(about = "Where clients reach the service.", since = "2.0.0") URI publicUrl) {

        Server {
            Checks.server(port, instance);
        }
    }

    @Section(group = "cluster", about = "How an instance ends.")
    record Drain(
            @Key(
                            about = "Between readiness failing and the listener closing.",
                            defaultValue = "1s",
                            renamedFrom = "drain.deregister",
                            renamedIn = "2.0.0")
                    Duration pause,
            @Key(about = "For all of it.", defaultValue = "10s") Duration limit) {

        Drain {
            Checks.drain(pause, limit);
        }
    }

    @Section(
            group = "secrets",
            about = "What nobody else may know.",
            removed =
                    @Removed(
                            key = "secrets.session_key",
                            in = "2.0.0",
                            instead =
                                    "Put it into `secrets.session_keys`, the newest first: a new"
                                            + " key before it, and the old one until its sessions have ended."))
    record Secrets(
            @Key(
                            about =
                                    "Sign sessions; the first signs, and those after it are still taken.",
                            since = "2.0.0")
                    List<Secret> sessionKeys) {

        Secrets {
            Checks.keys(sessionKeys);
        }
    }

    @Override
    public Settings settings(String version, String fingerprint) {
        return new Settings(
                new Settings.Server(
                        server.port(),
                        server.instance(),
                        server.greeting(),
                        Optional.of(server.publicUrl())),
                database.settings(version),
                health.port(),
                new Settings.Drain(drain.pause(), drain.limit()),
                secrets.sessionKeys(),
                media.origin(),
                fingerprint);
    }
}
