package dev.slipway.engine.deploy;

/// Asked before every act in the world, whether this process may still act.
///
/// An act on a process cannot be undone by a database, so it is only begun by who holds the lease.
@FunctionalInterface
public interface Fence {

    /// Returns when the caller may act, and throws what ends it when it may not.
    void confirm();
}
