package dev.slipway.matinee.web;

import dev.slipway.service.metrics.DatabaseCalls;
import dev.slipway.service.metrics.ServiceMetrics;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/// What an instance counts, in the text form of Prometheus: requests and their calls of the
/// database by route, the pool of connections, and the JVM.
final class Metrics {

    static final String PATH = "/metrics";
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /// Between which a dashboard tells a fast request from a slow one.
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private static final String CALLS = "database calls";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DatabaseCalls calls = ServiceMetrics.databaseCalls(registry);

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /// The same source, whose calls count for the request that asks.
    DataSource counting(DataSource source) {
        return calls.counting(source);
    }

    /// A request begins, on this thread.
    void asked(Context context) {
        context.attribute(CALLS, calls.begin());
    }

    /// It ends, on the same thread. It is told of by the pattern of its route. A path or a method
    /// that nobody declared is not told: clients could make any number of them.
    void answered(Context context, Duration took) {
        var route = Optional.<Endpoint>ofNullable(context.endpoints().lastHttpEndpoint());
        Optional.ofNullable(context.<DatabaseCalls.Request>attribute(CALLS))
                .ifPresent(request -> request.end(route.map(Metrics::name).orElse("none")));
        Timer.builder("http.server.requests")
                .tag("method", route.map(found -> found.method.name()).orElse("none"))
                .tag("route", route.map(found -> found.path).orElse("none"))
                .tag("status", Integer.toString(context.statusCode()))
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(took);
    }

    private static String name(Endpoint route) {
        return route.method.name() + " " + route.path;
    }

    String text() {
        return registry.scrape();
    }
}
