package dev.slipway.engine.deploy;

/// What an instance was seen to be doing.
public sealed interface Condition {

    /// No process of it is there.
    record Stopped() implements Condition {}

    /// Its process is there; it does not answer yet, or answers that it is not ready.
    record Starting(RunFile run, String seen) implements Condition {}

    /// It is live and ready, in the version that it says itself.
    record Ready(RunFile run, String version) implements Condition {}

    /// It takes no new work, and ends when what it has is done.
    record Draining(RunFile run) implements Condition {}

    /// Another process answers at its port.
    record Usurped(long pid) implements Condition {}
}
