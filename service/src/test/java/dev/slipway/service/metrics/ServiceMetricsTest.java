package dev.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.service.TestServer;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Key;
import dev.slipway.service.config.Loaded;
import dev.slipway.service.config.Secret;
import dev.slipway.service.config.Section;
import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Stage;
import dev.slipway.service.health.Dependency;
import dev.slipway.service.health.Health;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus reads of an instance.
class ServiceMetricsTest {

    record Settings(Database database) {}

    @Section(group = "dependencies", about = "The database.")
    record Database(
            @Key(about = "Where it is.") URI url,
            @Key(about = "Its password.") Optional<Secret> password,
            @Key(about = "Connections at most.", defaultValue = "10") int poolSize) {}

    @TempDir private Path folder;
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void an_instance_tells_of_its_start_and_its_schema() throws IOException {
        Files.writeString(folder.resolve("1_room.sql"), "create table room (id int);");
        var gone =
                Dependency.of(
                        "cache",
                        () -> {
                            throw new IOException("connection refused");
                        });
        try (var server = TestServer.start();
                var health = Health.of("shop-1", "1.4.0", Dependency.of("mail", () -> {}), gone)) {
            ServiceMetrics.of(health, fingerprint(Map.of())).bindTo(registry);
            assertScrape(
                    "slipway_migration_state{state=\"waiting\"} 1.0",
                    "slipway_migration_state{state=\"done\"} 0.0",
                    "slipway_migration_duration_seconds 0.0",
                    "slipway_drain_state{state=\"none\"} 1.0",
                    "slipway_dependency_up{name=\"mail\"} NaN");
            assertThat(registry.scrape()).doesNotContain("slipway_schema{");

            health.migrate(
                    Migrator.builder()
                            .database(server.database())
                            .migrations(MigrationSet.of(Formats.SQLX, folder)));
            health.ready();

            assertScrape(
                    "slipway_schema{version=\"1\"} 1.0",
                    "slipway_migration_state{state=\"waiting\"} 0.0",
                    "slipway_migration_state{state=\"done\"} 1.0",
                    "slipway_dependency_up{name=\"mail\"} 1.0",
                    "slipway_dependency_up{name=\"cache\"} 0.0");
            assertThat(health.vitals().migrated())
                    .isPositive()
                    .isEqualTo(health.vitals().migrated());
            assertScrape(
                    "slipway_migration_duration_seconds "
                            + health.vitals().migrated().toNanos() / 1e9);
        }
    }

    @Test
    void a_start_that_failed_and_a_drain_are_told() {
        try (var health = Health.of("shop-1", "1.4.0")) {
            ServiceMetrics.of(health, fingerprint(Map.of())).bindTo(registry);
            health.failed("the schema is ahead");
            assertScrape("slipway_migration_state{state=\"failed\"} 1.0");

            var during = new AtomicReference<>("");
            Drain.of(health)
                    .pause(Duration.ZERO)
                    .part(Stage.WORKERS, "worker", left -> during.set(registry.scrape()))
                    .build()
                    .end();
            assertThat(during.get())
                    .contains(
                            "slipway_drain_state{state=\"workers\"} 1.0",
                            "slipway_drain_state{state=\"none\"} 0.0",
                            "slipway_drain_state{state=\"pools\"} 0.0");
        }
    }

    @Test
    void the_schema_of_an_instance_that_has_started_already_is_told() {
        try (var health = Health.of("shop-1", "1.4.0")) {
            health.started(Optional.of("7"));
            ServiceMetrics.of(health, fingerprint(Map.of())).bindTo(registry);
            assertScrape("slipway_schema{version=\"7\"} 1.0");
            health.started(Optional.of("8"));
            assertScrape("slipway_schema{version=\"8\"} 1.0");
            assertThat(registry.scrape()).doesNotContain("version=\"7\"");
        }
    }

    @Test
    void the_fingerprint_tells_configurations_apart_and_nothing_of_a_secret() {
        var first = fingerprint(Map.of());

        assertThat(first).matches("[0-9a-f]{16}");
        assertThat(fingerprint(Map.of())).isEqualTo(first);
        assertThat(fingerprint(Map.of("SHOP_DATABASE_POOL_SIZE", "11"))).isNotEqualTo(first);
        var secret = fingerprint(Map.of("SHOP_DATABASE_PASSWORD", "one"));
        assertThat(secret).as("whether there is one is no secret").isNotEqualTo(first);
        assertThat(fingerprint(Map.of("SHOP_DATABASE_PASSWORD", "another"))).isEqualTo(secret);
        assertThat(fingerprint(Map.of("SHOP_DATABASE_URL", "postgres://a:b@db/shop")))
                .isEqualTo(fingerprint(Map.of("SHOP_DATABASE_URL", "postgres://a:c@db/shop")));
        try (var health = Health.of("shop-1", "1.4.0")) {
            ServiceMetrics.of(health, fingerprint(Map.of())).bindTo(registry);
            assertScrape("slipway_config{fingerprint=\"" + first + "\"} 1");
        }
    }

    @Test
    void calls_of_the_database_are_told_by_route() throws Exception {
        try (var server = TestServer.start()) {
            var calls = ServiceMetrics.databaseCalls(registry);
            var source = calls.counting(server.database().dataSource("test"));
            for (int queries : List.of(1, 30)) {
                var request = calls.begin();
                try (var connection = source.getConnection();
                        var statement = connection.createStatement()) {
                    for (int i = 0; i < queries; i++) {
                        statement.execute("select 1");
                    }
                }
                request.end("GET /rooms");
            }
        }
        assertScrape(
                "db_calls_per_request_bucket{route=\"GET /rooms\",le=\"1.0\"} 1",
                "db_calls_per_request_bucket{route=\"GET /rooms\",le=\"20.0\"} 1",
                "db_calls_per_request_bucket{route=\"GET /rooms\",le=\"50.0\"} 2",
                "db_calls_per_request_count{route=\"GET /rooms\"} 2",
                "db_calls_per_request_sum{route=\"GET /rooms\"} 31.0");
    }

    private void assertScrape(String... lines) {
        assertThat(registry.scrape()).contains(lines);
    }

    private String fingerprint(Map<String, String> more) {
        var environment = new HashMap<>(Map.of("SHOP_DATABASE_URL", "postgres://db/shop"));
        environment.putAll(more);
        var loaded =
                Configuration.of(Settings.class, "SHOP")
                        .load(new Inputs(List.of(), environment, folder, Optional.empty()));
        return ((Loaded.Ready<Settings>) loaded).effective().fingerprint();
    }
}
