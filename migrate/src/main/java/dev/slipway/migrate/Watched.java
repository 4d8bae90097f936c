package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.time.Duration;

/// A statement that runs, as the second session sees it from moment to moment.
final class Watched {

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration ASK_AGAIN = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(1);

    private final Migration migration;
    private final Statement statement;
    private final Waits waits;
    private final boolean alone;
    private final long began = System.nanoTime();
    private long looked = began;
    private long asked = began - ASK_AGAIN.toNanos();
    private long told = began;
    private boolean waiting;

    Watched(Migration migration, Statement statement, Waits waits, boolean alone) {
        this.migration = migration;
        this.statement = statement;
        this.waits = waits;
        this.alone = alone;
    }

    Migration migration() {
        return migration;
    }

    Statement statement() {
        return statement;
    }

    Waits waits() {
        return waits;
    }

    /// Whether it runs outside any transaction.
    boolean alone() {
        return alone;
    }

    boolean worthWatching() {
        return running().compareTo(SHORT) >= 0;
    }

    Duration running() {
        return since(began);
    }

    /// The time since the last look counts as a wait if it waits now: rather too much than too
    /// little.
    void saw(boolean waitsNow) {
        long now = System.nanoTime();
        if (waitsNow) {
            waits.add(Duration.ofNanos(now - looked));
        }
        looked = now;
        waiting = waitsNow;
    }

    void ended() {
        saw(waiting);
    }

    boolean mayAskForBlockers() {
        return since(asked).compareTo(ASK_AGAIN) >= 0;
    }

    void askedForBlockers() {
        asked = System.nanoTime();
    }

    boolean mayTell() {
        return running().compareTo(QUIET) >= 0 && since(told).compareTo(TELL_AGAIN) >= 0;
    }

    void told() {
        told = System.nanoTime();
    }

    private static Duration since(long then) {
        return Duration.ofNanos(System.nanoTime() - then);
    }
}
