package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.report.Exit;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an instance has once its database fits: the pool, the rooms, and the ear for other
/// instances.
record Service(
        Api api,
        Accounts accounts,
        Rooms rooms,
        LiveStreams streams,
        Database database,
        Announcements announcements,
        DatabaseLook look)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Service open(Footing footing) throws InterruptedException {
        var settings = footing.settings();
        var application = footing.application();
        var log = footing.log();
        var database = database(footing);
        var sessions = new Sessions(settings.sessionKeys(), Clock.systemUTC());
        var accounts = new Accounts(database, sessions);
        var api = new Api(database, accounts, settings.server().publicUrl());
        var rooms =
                new Rooms((room, seq, limit) ->
                        api.eventsAfter(room, seq, limit).stream().map(Event::of).toList());
        var announcements = Announcements.start(settings.database().url(), application, rooms, log);
        var service =
                new Service(
                        api,
                        accounts,
                        rooms,
                        new LiveStreams(),
                        database,
                        announcements,
                        new DatabaseLook(settings.database().url(), application));
        try {
            service.prepare(settings);
            return service;
        } catch (WebException e) {
            service.close();
            throw e;
        }
    }

    private void prepare(Settings settings) throws InterruptedException {
        if (!announcements.awaitListening(PATIENCE)) {
            throw away(settings, "heard nothing within " + PATIENCE.toSeconds() + " s");
        }
        try {
            warm();
        } catch (SQLException e) {
            throw away(settings, e.getMessage());
        }
    }

    /// Reads once what will be read most, so that the first visitors need not wait until the
    /// classes for it are loaded.
    private void warm() throws SQLException {
        var request =
                new Request(
                        Map.of("room", "1"),
                        Map.of("limit", "10"),
                        Optional.of("application/json"),
                        Optional.empty(),
                        "{}");
        request.fields();
        api.rooms(request).body().compact();
        api.eventsAfter(request.room(), 0, 10);
    }

    @Override
    public void close() {
        announcements.close();
        look.close();
        database.close();
    }

    /// @throws WebException if a query does not fit the schema
    static Database database(Footing footing) {
        var settings = footing.settings();
        var queries = Queries.load(footing.version());
        try (var connection = settings.database().url().connect(footing.application())) {
            queries.check(connection);
        } catch (SQLException e) {
            throw away(settings, e.getMessage());
        }
        return Database.open(
                settings.database(), footing.application(), queries, footing.metrics());
    }

    private static WebException away(Settings settings, @Nullable String why) {
        return new WebException(
                Exit.FAILED,
                "Could not use " + settings.database().url() + ": " + why + ". Is it reachable?");
    }
}
