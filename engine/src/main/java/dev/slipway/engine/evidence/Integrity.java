package dev.slipway.engine.evidence;

/// Whether a record is still what was written.
public sealed interface Integrity {

    /// Every hash is right, and the record ends where its release remembers.
    record Intact(int count, String head) implements Integrity {}

    /// From entry `at` on, the record is not what was written.
    record Broken(int at, String why) implements Integrity {}
}
