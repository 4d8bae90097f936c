package dev.slipway.migrate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lock waits of one transaction, added up, and who caused them.
///
/// Written by the watch while a statement runs and read by the migrating thread in between, under
/// the watch's monitor.
final class Waits {

    private final Duration longest;
    private final Map<Integer, Blocker> blockers = new LinkedHashMap<>();
    private Duration used = Duration.ZERO;
    private boolean cancelled;

    Waits(Duration longest) {
        this.longest = longest;
    }

    void add(Duration wait) {
        used = used.plus(wait);
    }

    void blockedBy(List<Blocker> seen) {
        seen.forEach(blocker -> blockers.put(blocker.pid(), blocker));
    }

    void cancelled(boolean sent) {
        cancelled = sent;
    }

    Duration longest() {
        return longest;
    }

    Duration used() {
        return used;
    }

    /// At least the shortest time that the server can bound.
    Duration left() {
        return Duration.ofMillis(Math.max(1, longest.minus(used).toMillis()));
    }

    boolean usedUp() {
        return used.compareTo(longest) >= 0;
    }

    /// Whether the statement that ran last was told to stop because of them.
    boolean cancelled() {
        return cancelled;
    }

    List<Blocker> blockers() {
        return List.copyOf(blockers.values());
    }
}
