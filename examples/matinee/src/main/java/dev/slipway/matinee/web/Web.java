package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.report.Exit;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// One instance of Matinee.
///
/// It listens first, so that it can say that it is alive and not yet ready; then brings the
/// database to its version; then is ready. When it is told to stop it goes the same way back: not
/// ready, then its viewers are moved, then open requests end, then it listens no more.
public final class Web {

    private static final int LARGEST_MESSAGE = 4 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int THREADS = 16;

    private final Settings settings;
    private final ClassLoader version;
    private final Log log;
    private final Health health;
    private final AtomicReference<Optional<Service>> service =
            new AtomicReference<>(Optional.empty());
    private final Javalin javalin;

    private Web(Settings settings, ClassLoader version, PrintStream log) {
        this.settings = settings;
        this.version = version;
        this.log = new Log(log, Clock.systemUTC(), settings.server().instance());
        this.health = new Health(settings.server().instance(), Version.of(version));
        this.javalin = Javalin.create(this::configure);
    }

    /// Opens the listener; everything but the health of the instance is refused until [#serve].
    ///
    /// @param version a class path with a version's migrations and queries
    public static Web listen(Settings settings, ClassLoader version, PrintStream log) {
        var web = new Web(settings, version, log);
        try {
            web.javalin.start("127.0.0.1", settings.server().port());
        } catch (JavalinException e) {
            throw new WebException(
                    Exit.FAILED,
                    "Could not listen at 127.0.0.1:"
                            + settings.server().port()
                            + ": "
                            + e.getMessage(),
                    e);
        }
        web.log.say("started, listening at 127.0.0.1:" + web.port());
        return web;
    }

    /// Brings the database to this version and becomes ready.
    ///
    /// @throws WebException if that cannot be; the instance should then be closed
    public void serve() throws InterruptedException {
        var schema = Migrations.apply(settings, version, log);
        service.set(Optional.of(Service.open(settings, version, log)));
        FirstSocket.open(port());
        health.ready(schema);
        log.say("ready, schema " + schema);
    }

    public int port() {
        return javalin.port();
    }

    /// How many live streams are read here.
    int liveStreams() {
        return service.get().map(open -> open.streams().open()).orElse(0);
    }

    /// Ends in order. Whether nothing had to be cut within the limit.
    public boolean drain() throws InterruptedException {
        var deadline = System.nanoTime() + settings.drain().limit().toNanos();
        health.draining();
        log.say("draining");
        Thread.sleep(min(settings.drain().pause(), left(deadline)));
        var sockets = service.get().map(open -> open.rooms().moveAll()).orElse(0);
        var streams = service.get().map(open -> open.streams().moveAll()).orElse(0);
        log.say("moved " + sockets + " sockets and " + streams + " streams");
        var gone = awaitEmpty(deadline);
        var ended = stopListening(left(deadline));
        service.get().ifPresent(Service::close);
        log.say(gone && ended ? "stopped" : "stopped, and cut what had not ended within the limit");
        return gone && ended;
    }

    /// Ends at once, as an instance does that could not start.
    public void close() {
        stopListening(Duration.ZERO);
        service.get().ifPresent(Service::close);
    }

    private boolean awaitEmpty(long deadline) throws InterruptedException {
        var open = service.get();
        return open.isEmpty()
                || (open.get().rooms().awaitEmpty(left(deadline))
                        && open.get().streams().awaitEmpty(left(deadline)));
    }

    private boolean stopListening(Duration limit) {
        javalin.jettyServer().server().setStopTimeout(limit.toMillis());
        try {
            javalin.stop();
            return true;
        } catch (JavalinException e) {
            log.say("could not stop in order: " + e.getMessage());
            return false;
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(Web::finishOpenRequests);
        config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE.toMillis()));
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setIdleTimeout(IDLE);
            factory.setMaxTextMessageSize(LARGEST_MESSAGE);
        });
        var routes = new Routes(health, service::get);
        routes.install(config.routes);
        new Channels(routes, settings.server(), Clock.systemUTC()).install(config.routes);
        new Page().install(config.routes);
        new MediaRoutes().install(config.routes);
        new Origin(settings.mediaOrigin()).install(config.routes);
        new LiveRoutes(routes, Clock.systemUTC()).install(config.routes);
    }

    /// Requests wait for the database on virtual threads; only the network is on these few.
    private static QueuedThreadPool threads() {
        var pool = new QueuedThreadPool(THREADS);
        pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return pool;
    }

    private static void finishOpenRequests(Server server) {
        server.insertHandler(new GracefulHandler());
    }

    private static Duration left(long deadline) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
