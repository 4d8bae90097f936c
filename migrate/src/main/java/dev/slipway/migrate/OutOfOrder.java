package dev.slipway.migrate;

/// What to do about a file that is older than an applied migration and was never applied itself.
public enum OutOfOrder {
    /// Stop, and name it.
    REFUSE,
    /// Apply it.
    APPLY
}
