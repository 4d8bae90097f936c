package dev.slipway.report;

/// How a Slipway command ends; the codes are a contract with scripts and never change.
public enum Exit {
    /// Done, ready, passed.
    DONE(0),
    /// It failed; the message says what, why and what to do.
    FAILED(1),
    /// The command line, the configuration or the migration folder is wrong.
    USAGE(2),
    /// A gate, a missing privilege or unaccepted loss stands in the way.
    BLOCKED(3),
    /// Too little was seen: a person must decide.
    INCONCLUSIVE(4),
    /// Migrations are pending.
    PENDING(5),
    /// A migration failed half-way.
    DIRTY(6),
    /// The database has migrations that the files do not, and nothing allows it.
    AHEAD(7),
    /// Somebody else holds the migration lock.
    LOCKED(8),
    /// An applied file was changed, or is missing in the middle.
    DRIFT(9);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
