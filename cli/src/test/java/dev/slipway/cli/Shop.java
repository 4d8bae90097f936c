package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Key;
import dev.slipway.service.config.Loaded;
import dev.slipway.service.config.Secret;
import dev.slipway.service.config.Section;
import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Stage;
import dev.slipway.service.drain.Termination;
import dev.slipway.service.health.Dependency;
import dev.slipway.service.health.Health;
import dev.slipway.service.health.HealthServer;
import dev.slipway.service.health.WhenAhead;
import dev.slipway.service.metrics.DatabaseCalls;
import dev.slipway.service.metrics.ServiceMetrics;
import dev.slipway.service.operations.Operations;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/// The service of `docs/service.md`, so that its Java compiles and its commands run.
final class Shop {

    record Settings(Probes health, Database database, Orders orders) {}

    @Section(group = "network", about = "Where it answers for its health.")
    record Probes(@Key(about = "The port.", defaultValue = "18081") int port) {}

    @Section(group = "dependencies", about = "The database.")
    record Database(
            @Key(about = "postgres://user@host/database, without the password.") String url,
            @Key(about = "Its password.") Optional<Secret> password,
            @Key(about = "What to do on a newer schema.", defaultValue = "refuse")
                    WhenAhead ahead) {}

    @Section(group = "cluster", about = "Who works on orders.")
    record Orders(
            @Key(about = "Orders at a time.", defaultValue = "4", since = "1.3.0") int workers,
            @Key(
                            about = "For one order.",
                            defaultValue = "30s",
                            renamedFrom = "orders.timeout",
                            renamedIn = "1.4.0")
                    Duration limit) {}

    private Shop() {}

    public static void main(String[] arguments) throws InterruptedException {
        var configuration = Configuration.of(Settings.class, "SHOP");
        var inputs = Inputs.ofProcess(List.of(arguments)).withUsualFile(Path.of("shop.yaml"));
        var operations = Operations.of("shop", configuration, Shop::migrator);
        if (operations.knows(inputs.arguments())) {
            var out = new PrintWriter(System.out, true, UTF_8);
            var err = new PrintWriter(System.err, true, UTF_8);
            System.exit(operations.run(inputs, out, err).code());
        }
        var loaded = configuration.load(inputs);
        if (loaded instanceof Loaded.Ready<Settings> ready) {
            serve(ready.value(), ready.effective().fingerprint());
            return;
        }
        System.err.print(new TextRenderer(Ink.PLAIN).render(loaded.validation()));
        System.exit(loaded.exit().code());
    }

    private static Migrator.Builder migrator(Settings settings) {
        return Migrator.builder()
                .database(DatabaseUrl.parse(settings.database().url()))
                .migrations(MigrationSet.of(Formats.SQLX, Path.of("migrations")))
                .ahead(settings.database().ahead().as("1.4.0"));
    }

    private static void serve(Settings settings, String fingerprint) throws InterruptedException {
        var health = Health.of("shop-1", "1.4.0", Dependency.of("database", () -> look(settings)));
        var probes = HealthServer.listen(new InetSocketAddress(settings.health().port()), health);
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ServiceMetrics.of(health, fingerprint).bindTo(registry);
        probes.alsoAt("/metrics", "text/plain; version=0.0.4", registry::scrape);

        var workers = new Workers(settings.orders());
        Termination.by(
                Drain.of(health)
                        .pause(Duration.ofSeconds(1))
                        .limit(Duration.ofSeconds(20))
                        .part(Stage.WORKERS, "orders", workers::end)
                        .build(),
                System.err::println);

        var outcome = health.migrate(migrator(settings));
        if (outcome.exit() != Exit.DONE) {
            System.err.print(new TextRenderer(Ink.PLAIN).render(outcome.toReport()));
            System.exit(outcome.exit().code());
        }
        workers.work();
    }

    /// What the guide says of a filter.
    static DataSource count(PrometheusMeterRegistry registry, DataSource pool, Runnable handler) {
        DatabaseCalls calls = ServiceMetrics.databaseCalls(registry);
        DataSource counted = calls.counting(pool);

        DatabaseCalls.Request request = calls.begin();
        try {
            handler.run();
        } finally {
            request.end("GET /orders/{id}");
        }
        return counted;
    }

    private static void look(Settings settings) throws SQLException {
        DatabaseUrl.parse(settings.database().url()).connect("shop health").close();
    }

    /// Nobody orders anything here.
    private static final class Workers {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final int atOnce;

        Workers(Orders settings) {
            atOnce = settings.workers();
        }

        void work() throws InterruptedException {
            System.err.println("Working on " + atOnce + " orders at a time.");
            ended.await();
        }

        void end(Duration left) {
            ended.countDown();
        }
    }
}
