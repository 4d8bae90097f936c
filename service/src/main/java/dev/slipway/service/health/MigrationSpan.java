package dev.slipway.service.health;

import dev.slipway.service.health.Vitals.Migration;
import java.time.Duration;

/// The migrations before a start, as far as they can be measured.
///
/// @param began as `System.nanoTime()` has it
/// @param ended the same; of no meaning while they run
record MigrationSpan(Migration state, long began, long ended) {

    static final MigrationSpan NONE = new MigrationSpan(Migration.WAITING, 0, 0);

    static MigrationSpan begun() {
        return new MigrationSpan(Migration.RUNNING, System.nanoTime(), 0);
    }

    /// What has ended already, or never began, took what it took.
    MigrationSpan end(Migration how) {
        return new MigrationSpan(
                how, began, state == Migration.RUNNING ? System.nanoTime() : ended);
    }

    Duration took() {
        return Duration.ofNanos((state == Migration.RUNNING ? System.nanoTime() : ended) - began);
    }
}
