package dev.slipway.migrate;

/// Whether a person has agreed to what a command would change.
public enum Confirm {
    /// Not yet: it only shows what it would do.
    NO,
    /// It may do it.
    YES
}
