package dev.slipway.matinee.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The rooms that somebody watches on this instance.
///
/// Everything is under one lock, and nothing waits under it: so nobody can come in unseen while the
/// viewers are told to move.
final class Rooms implements Movable {

    private final Room.Source source;
    private final Map<Long, Room> rooms = new HashMap<>();
    private boolean moving;

    Rooms(Room.Source source) {
        this.source = source;
    }

    /// A viewer that comes when the others were sent away is sent after them.
    synchronized void join(Viewer viewer) {
        if (moving) {
            viewer.move();
        } else {
            rooms.computeIfAbsent(viewer.room(), id -> new Room(id, source)).add(viewer);
        }
    }

    /// Whether the viewers were sent away, so that one who comes now came too late.
    synchronized boolean areMoving() {
        return moving;
    }

    synchronized void leave(Viewer viewer) {
        rooms.computeIfPresent(
                viewer.room(), (_, room) -> room.removeAndIsEmpty(viewer) ? null : room);
        notifyAll();
    }

    synchronized void wake(long id) {
        Optional.ofNullable(rooms.get(id)).ifPresent(Room::wake);
    }

    synchronized void wakeAll() {
        rooms.values().forEach(Room::wake);
    }

    /// Closing a socket can make its viewer leave at once, on this thread: so they are listed
    /// first.
    @Override
    public synchronized int moveAll() {
        moving = true;
        var present = rooms.values().stream().flatMap(room -> room.viewers().stream()).toList();
        present.forEach(Viewer::move);
        return present.size();
    }

    @Override
    public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!rooms.isEmpty()) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
