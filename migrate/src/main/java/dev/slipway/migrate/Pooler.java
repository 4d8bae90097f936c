package dev.slipway.migrate;

/// What stands between a client and the server.
public enum Pooler {
    /// Nothing. A pooler that is noticed is refused: one that hands each transaction to another
    /// server session loses session locks and settings.
    NONE,
    /// A pooler that keeps one server session for one client session.
    SESSION
}
