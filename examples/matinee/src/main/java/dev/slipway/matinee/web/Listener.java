package dev.slipway.matinee.web;

import dev.slipway.report.Exit;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP server of an instance, which can end in steps.
final class Listener {

    private static final int LARGEST_MESSAGE = 4 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int THREADS = 16;
    private static final double NANOS_PER_MS = 1e6;
    private static final Duration LOOK = Duration.ofMillis(10);

    private final GracefulHandler requests = new GracefulHandler();
    private final Javalin javalin;
    private final int port;

    private Listener(int port, Metrics metrics, Consumer<RoutesConfig> routes) {
        this.javalin = Javalin.create(config -> configure(config, metrics, routes));
        javalin.start("127.0.0.1", port);
        this.port = javalin.port();
    }

    /// @param port at 127.0.0.1; 0 takes any free one
    /// @throws WebException if it cannot be had
    static Listener open(int port, Metrics metrics, Consumer<RoutesConfig> routes) {
        try {
            return new Listener(port, metrics, routes);
        } catch (JavalinException e) {
            throw new WebException(
                    Exit.FAILED,
                    "Could not listen at 127.0.0.1:" + port + ": " + e.getMessage(),
                    e);
        }
    }

    int port() {
        return port;
    }

    /// Takes no new connection. A request that comes on one that is open is still answered.
    void stopAccepting() {
        for (var connector : javalin.jettyServer().server().getConnectors()) {
            if (connector instanceof NetworkConnector network) {
                network.close();
            }
        }
    }

    /// Returns when no request is open but those that do not end by themselves.
    ///
    /// @param endless how many of them there are
    void awaitRequests(IntSupplier endless) throws InterruptedException {
        while (requests.getCurrentRequestCount() > endless.getAsInt()) {
            Thread.sleep(LOOK);
        }
    }

    /// @param limit for what is still open
    void close(Duration limit) {
        javalin.jettyServer().server().setStopTimeout(limit.toMillis());
        javalin.stop();
    }

    private void configure(JavalinConfig config, Metrics metrics, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(server -> server.insertHandler(requests));
        config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE.toMillis()));
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setIdleTimeout(IDLE);
            factory.setMaxTextMessageSize(LARGEST_MESSAGE);
        });
        config.routes.before(metrics::asked);
        config.requestLogger.http((context, ms) ->
                metrics.answered(context, Duration.ofNanos((long) (ms * NANOS_PER_MS))));
        routes.accept(config.routes);
    }

    /// Requests wait for the database on virtual threads; only the network is on these few.
    private static QueuedThreadPool threads() {
        var pool = new QueuedThreadPool(THREADS);
        pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return pool;
    }
}
