package dev.slipway.engine.deploy;

/// What a process can be sent.
enum Signal {
    /// Asks it to stop.
    TERM,
    /// Ends it.
    KILL;

    /// Sends it, if the process is still the one that is meant.
    void send(ProcessId process) {
        var handle = ProcessHandle.of(process.pid());
        if (handle.isPresent() && process.alive()) {
            var _ = this == TERM ? handle.get().destroy() : handle.get().destroyForcibly();
        }
    }
}
