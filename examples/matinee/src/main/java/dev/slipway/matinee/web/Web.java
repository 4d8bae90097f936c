package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.report.Json;
import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Stage;
import io.javalin.config.RoutesConfig;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// One instance of Matinee that serves rooms.
///
/// It answers for its health first, so that it can say that it is alive and not yet ready; then
/// brings the database to its version; then is ready. When it is told to stop it is not ready, then
/// listens no more, then open requests end, then its viewers are moved.
public final class Web implements Running {

    private final AtomicReference<Optional<Service>> service =
            new AtomicReference<>(Optional.empty());
    private final Footing footing;
    private final Listener listener;
    private final Drain drain;

    private Web(Settings settings, ClassLoader version, PrintStream out) {
        this.footing = Footing.open(settings, version, out, () -> service.get().map(Service::look));
        this.listener = open();
        this.drain =
                footing.drain()
                        .part(Stage.LISTENERS, "the listener", _ -> listener.stopAccepting())
                        .part(
                                Stage.REQUESTS,
                                "requests",
                                _ -> listener.awaitRequests(this::liveStreams))
                        .part(
                                Stage.CONNECTIONS,
                                "sockets",
                                left -> move("sockets", Service::rooms, left))
                        .part(
                                Stage.CONNECTIONS,
                                "streams",
                                left -> move("streams", Service::streams, left))
                        .part(Stage.POOLS, "the server", listener::close)
                        .part(Stage.POOLS, "the database", _ -> closeService())
                        .build();
    }

    /// Opens the listeners; everything but the health of the instance is refused until [#serve].
    ///
    /// @param version a class path with a version's migrations and queries
    public static Web listen(Settings settings, ClassLoader version, PrintStream out) {
        var web = new Web(settings, version, out);
        web.footing.log().say("started", Json.object().put("port", web.port()));
        return web;
    }

    private Listener open() {
        try {
            return Listener.open(
                    footing.settings().server().port(), footing.metrics(), this::install);
        } catch (WebException e) {
            footing.close();
            throw e;
        }
    }

    private void install(RoutesConfig config) {
        var routes = new Routes(footing.health(), service::get);
        routes.install(config);
        new Channels(routes, footing.settings().server(), Clock.systemUTC()).install(config);
        new Page().install(config);
        new MediaRoutes().install(config);
        new Origin(footing.settings().mediaOrigin()).install(config);
        new LiveRoutes(routes, Clock.systemUTC()).install(config);
    }

    @Override
    public void serve() throws InterruptedException {
        footing.migrate();
        FirstSocket.open(port());
        service.set(Optional.of(Service.open(footing)));
        footing.log().say("ready");
    }

    public int port() {
        return listener.port();
    }

    /// How many live streams are read here.
    int liveStreams() {
        return service.get().map(open -> open.streams().open()).orElse(0);
    }

    int healthPort() {
        return footing.probes().port();
    }

    @Override
    public Drain drain() {
        return drain;
    }

    @Override
    public void tellOfEnd(String line) {
        footing.tellOfEnd(line);
    }

    /// Ends at once.
    void close() {
        listener.close(Duration.ZERO);
        closeService();
        footing.close();
    }

    private void move(String what, Function<Service, Movable> connections, Duration left)
            throws InterruptedException {
        var open = service.get().map(connections);
        var moved = open.map(Movable::moveAll).orElse(0);
        footing.log().say("moved", Json.object().put(what, moved));
        if (open.isPresent() && !open.get().awaitEmpty(left)) {
            throw new IllegalStateException("some had not gone in time");
        }
    }

    private void closeService() {
        service.get().ifPresent(Service::close);
    }
}
