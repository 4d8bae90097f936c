package dev.slipway.migrate;

/// What to do when a migration cannot be taken back without destroying data.
public enum DataLoss {
    /// Leave everything as it is, and say what would be lost.
    REFUSE,
    /// Take it back all the same.
    ACCEPT
}
