package dev.slipway.matinee.web;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The viewers of one room on this instance.
///
/// It keeps no events: when it is woken, it reads from the database what its viewers have not had
/// and sends each what it lacks. So it does not matter which notices were missed, or how often it
/// is woken, or which instance stored the event.
final class Room {

    /// Where a room reads its events.
    interface Source {
        List<Event> after(long room, long seq, int limit) throws SQLException;
    }

    private static final int PAGE = 500;
    private static final long RETRY_MS = 250;

    private final long id;
    private final Source source;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger wakes = new AtomicInteger();

    Room(long id, Source source) {
        this.id = id;
        this.source = source;
    }

    void add(Viewer viewer) {
        viewers.add(viewer);
        wake();
    }

    boolean removeAndIsEmpty(Viewer viewer) {
        viewers.remove(viewer);
        return viewers.isEmpty();
    }

    Set<Viewer> viewers() {
        return viewers;
    }

    /// Many wakes while one delivery runs lead to one more delivery.
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("room-" + id).start(this::deliverAll);
        }
    }

    private void deliverAll() {
        int seen;
        do {
            seen = wakes.get();
            boolean more;
            do {
                more = deliverPage();
            } while (more);
        } while (!wakes.compareAndSet(seen, 0));
    }

    /// Whether there may be more.
    private boolean deliverPage() {
        var oldest = viewers.stream().mapToLong(Viewer::last).min();
        if (oldest.isEmpty()) {
            return false;
        }
        try {
            var after = oldest.getAsLong();
            var events = source.after(id, after, PAGE);
            viewers.forEach(viewer -> viewer.tell(after, events));
            return events.size() == PAGE;
        } catch (SQLException e) {
            return pause();
        }
    }

    /// The database is away; what was stored is still there when it is back.
    private static boolean pause() {
        try {
            Thread.sleep(RETRY_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
