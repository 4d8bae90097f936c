package dev.slipway.spring;

import dev.slipway.migrate.Ahead;

/// What the application makes of a database that has migrations which it does not know.
enum AheadPolicy {
    REFUSE,
    TOLERATE,
    /// Of the version that the application has.
    TOLERATE_IF_PROVEN;

    Ahead of(Application application) {
        return switch (this) {
            case REFUSE -> Ahead.REFUSE;
            case TOLERATE -> Ahead.TOLERATE;
            case TOLERATE_IF_PROVEN -> Ahead.tolerateIfProven(application.knownVersion());
        };
    }
}
