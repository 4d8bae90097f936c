package dev.slipway.service.health;

import java.time.Duration;

/// What can be measured of an instance at a moment.
///
/// @param migrated how long its migrations took, or take so far
/// @param drain what the drain does, or [#NO_DRAIN]
public record Vitals(Migration migration, Duration migrated, String drain) {

    /// Before the instance is told to end.
    public static final String NO_DRAIN = "none";

    /// How the migrations before the start stand.
    public enum Migration {
        /// Not begun.
        WAITING,
        RUNNING,
        /// The database is where this version wants it.
        DONE,
        FAILED
    }
}
