package dev.slipway.engine.release;

import java.time.Duration;

/// Is told how a release gets on, on the thread that conducts it; all text is redacted.
public interface Progress {

    /// Hears nothing.
    Progress NONE = new Progress() {};

    /// The ledger says that the step is running.
    default void begins(Step step) {}

    /// The ledger says how it ended.
    default void ends(Step step, Outcome outcome, Duration took) {}
}
