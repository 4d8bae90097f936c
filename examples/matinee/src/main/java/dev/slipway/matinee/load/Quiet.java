package dev.slipway.matinee.load;

import java.time.Duration;

/// How long nothing was heard.
final class Quiet {

    private long since = System.nanoTime();

    /// Something was heard; how long nothing was, before.
    Duration end() {
        var now = System.nanoTime();
        var lasted = Duration.ofNanos(now - since);
        since = now;
        return lasted;
    }

    boolean longerThan(Duration limit) {
        return System.nanoTime() - since > limit.toNanos();
    }
}
