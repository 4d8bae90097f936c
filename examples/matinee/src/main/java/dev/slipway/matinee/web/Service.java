package dev.slipway.matinee.web;

import dev.slipway.report.Exit;
import java.sql.SQLException;
import java.time.Duration;

/// What an instance has once its database fits: the pool, the rooms, and the ear for other
/// instances.
record Service(Api api, Rooms rooms, Database database, Announcements announcements)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Service open(Settings settings, ClassLoader version, Log log)
            throws InterruptedException {
        var application = "matinee " + settings.instance();
        var queries = Queries.load(version);
        check(settings, application, queries);
        var database = Database.open(settings.database(), application, queries);
        var api = new Api(database);
        var rooms =
                new Rooms(
                        (room, seq, limit) ->
                                api.eventsAfter(room, seq, limit).stream().map(Event::of).toList());
        var announcements = Announcements.start(settings.database(), application, rooms, log);
        if (!announcements.awaitListening(PATIENCE)) {
            throw new WebException(
                    Exit.FAILED,
                    "Could not listen for events at " + settings.database() + ": is it reachable?");
        }
        return new Service(api, rooms, database, announcements);
    }

    @Override
    public void close() {
        announcements.close();
        database.close();
    }

    private static void check(Settings settings, String application, Queries queries) {
        try (var connection = settings.database().connect(application)) {
            queries.check(connection);
        } catch (SQLException e) {
            throw new WebException(
                    Exit.FAILED,
                    "Could not connect to " + settings.database() + ": " + e.getMessage(),
                    e);
        }
    }
}
