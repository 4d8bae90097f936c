package dev.slipway.migrate;

import dev.slipway.report.Exit;
import java.util.Locale;

/// Where a database stands against a set of migrations; the first that holds, in this order.
public enum State {
    /// It holds tables but no history that fits the set.
    FOREIGN(Exit.USAGE),
    /// A migration failed half-way.
    DIRTY(Exit.DIRTY),
    /// An applied file was changed, or is missing in the middle.
    DRIFT(Exit.DRIFT),
    /// It has migrations, newer than every file, that the set does not.
    AHEAD(Exit.AHEAD),
    /// The set has migrations that are not applied.
    PENDING(Exit.PENDING),
    /// Every migration of the set is applied, and nothing else.
    READY(Exit.DONE);

    private final Exit exit;

    State(Exit exit) {
        this.exit = exit;
    }

    public Exit exit() {
        return exit;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
