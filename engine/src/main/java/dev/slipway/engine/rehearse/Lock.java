package dev.slipway.engine.rehearse;

/// A relation that a session holds, or waits for, and the mode.
record Lock(long relation, LockMode mode) {}
