package dev.slipway.migrate;

/// What to make of a database that has migrations newer than every file.
public enum Ahead {
    /// It is not for this version: refuse.
    REFUSE,
    /// Somebody knows that this version works on it.
    TOLERATE
}
