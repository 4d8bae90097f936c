package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.matinee.log.Line;
import dev.slipway.report.Exit;
import dev.slipway.report.Json;
import dev.slipway.service.drain.Drain;
import dev.slipway.service.health.Dependency;
import dev.slipway.service.health.Health;
import dev.slipway.service.health.HealthException;
import dev.slipway.service.health.HealthServer;
import dev.slipway.service.metrics.ServiceMetrics;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// What every instance stands on: its log, its metrics, its health, and the port where it answers
/// for them.
///
/// @param version a class path with a version's migrations and queries
record Footing(
        Settings settings,
        ClassLoader version,
        Log log,
        Metrics metrics,
        Health health,
        HealthServer probes)
        implements AutoCloseable {

    /// For one look at the database, and how long what it showed is taken to be so.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration FRESH = Duration.ofMillis(500);

    /// @param database how it is looked at, once it is open
    static Footing open(
            Settings settings,
            ClassLoader version,
            PrintStream out,
            Supplier<Optional<DatabaseLook>> database) {
        var instance = settings.server().instance();
        var name = Version.of(version).name();
        var health =
                Health.of(
                        instance,
                        name,
                        new Dependency("database", LOOK, FRESH, () -> look(database.get())));
        var log = new Log(out, Clock.systemUTC(), Line.source(instance, name));
        var metrics = new Metrics();
        var footing =
                new Footing(settings, version, log, metrics, health, probes(settings, health));
        ServiceMetrics.of(health, settings.fingerprint()).bindTo(metrics.registry());
        footing.probes.alsoAt(Metrics.PATH, Metrics.TYPE, metrics::text);
        log.say("health", Json.object().put("port", footing.probes.port()));
        return footing;
    }

    private static HealthServer probes(Settings settings, Health health) {
        try {
            var address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.healthPort());
            return HealthServer.listen(address, health);
        } catch (HealthException e) {
            throw new WebException(Exit.FAILED, e.getMessage(), e);
        }
    }

    private static void look(Optional<DatabaseLook> database) throws Exception {
        database.orElseThrow(() -> new IllegalStateException("it is not open yet")).look();
    }

    String instance() {
        return settings.server().instance();
    }

    /// How its sessions are called at the server.
    String application() {
        return "matinee " + instance();
    }

    void migrate() {
        var applied = Migrations.apply(health, settings.database(), version);
        log.say("migrated", Json.object().put("applied", applied));
    }

    Drain.Builder drain() {
        return Drain.of(health).pause(settings.drain().pause()).limit(settings.drain().limit());
    }

    void tellOfEnd(String line) {
        log.say("end", Json.object().put("told", line));
    }

    @Override
    public void close() {
        probes.close();
        health.close();
    }
}
