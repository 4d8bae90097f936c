package dev.slipway.service.health;

import dev.slipway.migrate.Ahead;

/// What an instance does that finds a database with newer migrations than its own. Fit for a key of
/// a configuration, where it is written `refuse`, `tolerate` or `tolerate-if-proven`.
public enum WhenAhead {
    /// It does not start.
    REFUSE,
    /// It starts: somebody knows that it works.
    TOLERATE,
    /// It starts if a rehearsal proved that it works on the schema as it stands, and does not
    /// otherwise.
    TOLERATE_IF_PROVEN;

    /// @param version of this service, as the rehearsal was told to call it
    public Ahead as(String version) {
        return switch (this) {
            case REFUSE -> Ahead.REFUSE;
            case TOLERATE -> Ahead.TOLERATE;
            case TOLERATE_IF_PROVEN -> Ahead.tolerateIfProven(version);
        };
    }
}
