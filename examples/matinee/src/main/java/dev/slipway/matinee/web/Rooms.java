package dev.slipway.matinee.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The rooms that somebody watches on this instance.
final class Rooms {

    private final Room.Source source;
    private final Map<Long, Room> rooms = new ConcurrentHashMap<>();
    private boolean moving;
    private int present;

    Rooms(Room.Source source) {
        this.source = source;
    }

    /// A viewer that comes while the others are sent away is sent after them.
    void join(Viewer viewer) {
        if (count()) {
            rooms.compute(
                    viewer.room(),
                    (id, known) -> {
                        var room = Optional.ofNullable(known).orElseGet(() -> new Room(id, source));
                        room.add(viewer);
                        return room;
                    });
        } else {
            viewer.move();
        }
    }

    void leave(Viewer viewer) {
        rooms.computeIfPresent(
                viewer.room(),
                (_, room) -> {
                    if (room.viewers().contains(viewer)) {
                        room.remove(viewer);
                        uncount();
                    }
                    return room.viewers().isEmpty() ? null : room;
                });
    }

    void wake(long id) {
        Optional.ofNullable(rooms.get(id)).ifPresent(Room::wake);
    }

    void wakeAll() {
        rooms.values().forEach(Room::wake);
    }

    /// Tells every viewer to move, and any that comes later; how many there were.
    int moveAll() {
        synchronized (this) {
            moving = true;
        }
        int moved = 0;
        for (var room : rooms.values()) {
            for (var viewer : room.viewers()) {
                viewer.move();
                moved++;
            }
        }
        return moved;
    }

    /// Whether every viewer has left in time.
    synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (present > 0) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized boolean count() {
        if (!moving) {
            present++;
        }
        return !moving;
    }

    private synchronized void uncount() {
        present--;
        notifyAll();
    }
}
