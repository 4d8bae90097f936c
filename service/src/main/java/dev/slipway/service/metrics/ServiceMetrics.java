package dev.slipway.service.metrics;

import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Stage;
import dev.slipway.service.health.Health;
import dev.slipway.service.health.Vitals;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What an instance tells of itself to Micrometer: the schema that it is on, its migration, its
/// drain, its dependencies and its configuration.
///
/// A state is a gauge for each word that it may have, of which one is 1. A dependency is as it was
/// when readiness was asked last: nothing is looked at to be measured.
public final class ServiceMetrics implements MeterBinder {

    /// How many calls of a request are worth telling apart.
    private static final double[] CALLS = {1, 2, 5, 10, 20, 50, 100, 200, 500};

    private final Health health;
    private final String fingerprint;

    private ServiceMetrics(Health health, String fingerprint) {
        this.health = health;
        this.fingerprint = fingerprint;
    }

    /// @param fingerprint of the configuration, as [Effective#fingerprint] tells it
    public static ServiceMetrics of(Health health, String fingerprint) {
        return new ServiceMetrics(health, fingerprint);
    }

    /// Counts calls of the database as `db.calls.per.request`, by route.
    public static DatabaseCalls databaseCalls(MeterRegistry registry) {
        return DatabaseCalls.telling((route, calls) ->
                DistributionSummary.builder("db.calls.per.request")
                        .description("Statements that one request executed.")
                        .tag("route", route)
                        .serviceLevelObjectives(CALLS)
                        .register(registry)
                        .record(calls));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : Vitals.Migration.values()) {
            Gauge.builder("slipway.migration.state", () -> is(vitals().migration() == state))
                    .description("Whether the migrations before the start are in this state.")
                    .tag("state", word(state))
                    .register(registry);
        }
        Gauge.builder("slipway.migration.duration", () -> vitals().migrated().toNanos() / 1e9)
                .description("How long the migrations before the start took, or take so far.")
                .baseUnit("seconds")
                .register(registry);
        for (var state : drainStates()) {
            Gauge.builder("slipway.drain.state", () -> is(vitals().drain().equals(state)))
                    .description("Whether the drain is here; none before the instance is to end.")
                    .tag("state", state)
                    .register(registry);
        }
        Gauge.builder("slipway.config", () -> 1)
                .description("The fingerprint of the configuration, without its secrets.")
                .tag("fingerprint", fingerprint)
                .register(registry);
        schema(registry);
        dependencies(registry);
    }

    private static List<String> drainStates() {
        var stages = Arrays.stream(Stage.values()).map(ServiceMetrics::word);
        return Stream.concat(Stream.of(Vitals.NO_DRAIN, Drain.PAUSE), stages).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Vitals vitals() {
        return health.vitals();
    }

    /// Whose version is known only once the instance has started.
    private void schema(MeterRegistry registry) {
        var schema =
                MultiGauge.builder("slipway.schema")
                        .description("The newest migration in the database.")
                        .register(registry);
        health.onStart(version ->
                schema.register(
                        List.of(MultiGauge.Row.of(Tags.of("version", version.orElse("none")), 1)),
                        true));
    }

    private void dependencies(MeterRegistry registry) {
        health.onNeed(name ->
                Gauge.builder("slipway.dependency.up", () -> up(name))
                        .description("Whether the dependency was there when it was looked at last.")
                        .tag("name", name)
                        .register(registry));
    }

    /// Not a number before the first look.
    private double up(String dependency) {
        return health.lastSeen(dependency).map(ServiceMetrics::is).orElse(Double.NaN);
    }

    private static double is(boolean so) {
        return so ? 1 : 0;
    }
}
