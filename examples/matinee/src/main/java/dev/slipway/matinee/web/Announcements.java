package dev.slipway.matinee.web;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Hears through a connection of its own in which rooms something happened, on any instance, and
/// wakes them here. When the connection breaks it makes a new one, and wakes every room once, for
/// what was said in between.
final class Announcements implements AutoCloseable {

    private static final int LISTEN_MS = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final DatabaseUrl database;
    private final String application;
    private final Rooms rooms;
    private final Log log;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Announcements(DatabaseUrl database, String application, Rooms rooms, Log log) {
        this.database = database;
        this.application = application;
        this.rooms = rooms;
        this.log = log;
        this.thread = Thread.ofPlatform().name("announcements").daemon().unstarted(this::run);
    }

    static Announcements start(DatabaseUrl database, String application, Rooms rooms, Log log) {
        var announcements = new Announcements(database, application, rooms, log);
        announcements.thread.start();
        return announcements;
    }

    boolean awaitListening(Duration limit) throws InterruptedException {
        return listening.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (var connection = database.connect(application)) {
                listen(connection);
            } catch (SQLException e) {
                log.warn(
                        "announcements interrupted, connecting again",
                        Json.object().put("error", String.valueOf(e.getMessage())));
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen matinee_event");
        }
        rooms.wakeAll();
        listening.countDown();
        var server = connection.unwrap(PGConnection.class);
        while (closed.getCount() > 0) {
            for (var notice : heard(server)) {
                rooms.wake(Long.parseLong(notice.getParameter()));
            }
        }
    }

    private static PGNotification[] heard(PGConnection server) throws SQLException {
        return Optional.ofNullable(server.getNotifications(LISTEN_MS))
                .orElseGet(() -> new PGNotification[0]);
    }

    private void pause() {
        try {
            if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }
}
