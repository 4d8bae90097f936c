package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.report.Exit;
import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Drained;
import dev.slipway.service.drain.Stage;
import dev.slipway.service.health.Dependency;
import dev.slipway.service.health.Health;
import dev.slipway.service.health.HealthException;
import dev.slipway.service.health.HealthServer;
import io.javalin.config.RoutesConfig;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// One instance of Matinee.
///
/// It answers for its health first, so that it can say that it is alive and not yet ready; then
/// brings the database to its version; then is ready. When it is told to stop it is not ready, then
/// listens no more, then open requests end, then its viewers are moved.
public final class Web {

    /// For one look at the database, and how long what it showed is taken to be so.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration FRESH = Duration.ofMillis(500);

    private final Settings settings;
    private final ClassLoader version;
    private final Log log;
    private final Health health;
    private final HealthServer probes;
    private final Listener listener;
    private final Drain drain;
    private final AtomicReference<Optional<Service>> service =
            new AtomicReference<>(Optional.empty());

    private Web(Settings settings, ClassLoader version, Log log) {
        this.settings = settings;
        this.version = version;
        this.log = log;
        this.health =
                Health.of(
                        settings.server().instance(),
                        Version.of(version).name(),
                        new Dependency("database", LOOK, FRESH, this::lookAtDatabase));
        this.probes = probes(settings.healthPort(), health);
        this.listener = listen();
        this.drain = drain(settings.drain());
    }

    /// Opens the listeners; everything but the health of the instance is refused until [#serve].
    ///
    /// @param version a class path with a version's migrations and queries
    public static Web listen(Settings settings, ClassLoader version, PrintStream out) {
        var log = new Log(out, Clock.systemUTC(), settings.server().instance());
        var web = new Web(settings, version, log);
        log.say("started, listening at 127.0.0.1:" + web.port());
        log.say("health at 127.0.0.1:" + web.healthPort());
        return web;
    }

    private static HealthServer probes(int port, Health health) {
        try {
            return HealthServer.listen(new InetSocketAddress("127.0.0.1", port), health);
        } catch (HealthException e) {
            throw new WebException(Exit.FAILED, e.getMessage(), e);
        }
    }

    private Listener listen() {
        try {
            return Listener.open(settings.server().port(), this::install);
        } catch (WebException e) {
            probes.close();
            throw e;
        }
    }

    private void install(RoutesConfig config) {
        var routes = new Routes(health, service::get);
        routes.install(config);
        new Channels(routes, settings.server(), Clock.systemUTC()).install(config);
        new Page().install(config);
        new MediaRoutes().install(config);
        new Origin(settings.mediaOrigin()).install(config);
        new LiveRoutes(routes, Clock.systemUTC()).install(config);
    }

    private Drain drain(Settings.Drain times) {
        return Drain.of(health)
                .pause(times.pause())
                .limit(times.limit())
                .part(Stage.LISTENERS, "the listener", _ -> listener.stopAccepting())
                .part(Stage.REQUESTS, "requests", _ -> listener.awaitRequests(this::liveStreams))
                .part(Stage.CONNECTIONS, "sockets", left -> move("sockets", Service::rooms, left))
                .part(Stage.CONNECTIONS, "streams", left -> move("streams", Service::streams, left))
                .part(Stage.POOLS, "the server", listener::close)
                .part(Stage.POOLS, "the database", _ -> service.get().ifPresent(Service::close))
                .build();
    }

    /// Brings the database to this version and becomes ready.
    ///
    /// @throws WebException if that cannot be; the instance should then be closed
    public void serve() throws InterruptedException {
        var applied = Migrations.apply(health, settings.database(), version);
        log.say("migrated, " + applied + " applied");
        FirstSocket.open(port());
        service.set(Optional.of(Service.open(settings, version, log)));
        log.say("ready");
    }

    public int port() {
        return listener.port();
    }

    public int healthPort() {
        return probes.port();
    }

    /// How many live streams are read here.
    int liveStreams() {
        return service.get().map(open -> open.streams().open()).orElse(0);
    }

    /// Ends in order. Whether nothing had to be cut within the limit.
    public boolean drain() {
        log.say("draining");
        var drained = drain.end();
        var how =
                drained instanceof Drained.Cut cut
                        ? ", and cut: " + String.join("; ", cut.what())
                        : "";
        log.say("stopped" + how);
        probes.close();
        health.close();
        return drained instanceof Drained.Whole;
    }

    /// Ends at once, as an instance does that could not start.
    public void close() {
        listener.close(Duration.ZERO);
        service.get().ifPresent(Service::close);
        probes.close();
        health.close();
    }

    private void lookAtDatabase() throws Exception {
        service.get()
                .orElseThrow(() -> new IllegalStateException("it is not open yet"))
                .look()
                .look();
    }

    private void move(String what, Function<Service, Movable> connections, Duration left)
            throws InterruptedException {
        var open = service.get().map(connections);
        log.say("moved " + open.map(Movable::moveAll).orElse(0) + " " + what);
        if (open.isPresent() && !open.get().awaitEmpty(left)) {
            throw new IllegalStateException("some had not gone in time");
        }
    }
}
