package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.report.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// One WebSocket in a room, and the number of the event that it was sent last.
final class Viewer {

    /// "Service restart" in the registry of close codes: come back, there is another instance.
    private static final int MOVED = 1012;

    /// "Try again later".
    private static final int TOO_SLOW = 1013;

    private static final int MOST_UNSENT = 1_000;

    private final Session session;
    private final long room;
    private final AtomicInteger unsent = new AtomicInteger();
    private long last;

    /// @param last the number of the event after which it wants to be told everything
    Viewer(Session session, long room, long last) {
        this.session = session;
        this.room = room;
        this.last = last;
    }

    long room() {
        return room;
    }

    synchronized long last() {
        return last;
    }

    /// @param now so that the client can tell how long ago something happened
    void welcome(Settings.Server server, Instant now) {
        var welcome =
                Json.object()
                        .put("type", "welcome")
                        .put("seq", last())
                        .put("instance", server.instance())
                        .put("now_ms", now.toEpochMilli());
        send(server.greeting().map(greeting -> welcome.put("greeting", greeting)).orElse(welcome));
    }

    /// Sends those of `events` that it has not had, in their order. One that came in while they
    /// were read and lacks events before them is told nothing yet: its coming has woken the room
    /// again.
    ///
    /// @param after the number after which `events` are complete
    synchronized void tell(long after, List<Event> events) {
        if (last < after) {
            return;
        }
        for (var event : events) {
            if (event.seq() > last) {
                last = event.seq();
                send(event.json());
            }
        }
    }

    void refuse(String sentence) {
        send(Json.object().put("type", "error").put("error", sentence));
    }

    void move() {
        send(Json.object().put("type", "move"));
        session.close(MOVED, "move", Callback.NOOP);
    }

    private void send(Json message) {
        if (unsent.incrementAndGet() > MOST_UNSENT) {
            session.close(TOO_SLOW, "too slow", Callback.NOOP);
            return;
        }
        session.sendText(
                message.compact(),
                Callback.from(unsent::decrementAndGet, failure -> unsent.decrementAndGet()));
    }
}
