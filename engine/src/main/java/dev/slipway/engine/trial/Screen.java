package dev.slipway.engine.trial;

import java.time.Duration;

/// Where a trial tells what it does while it does it.
public interface Screen {

    /// An act begins; it ends or the trial does.
    void begins(String act);

    /// The act that began last has ended.
    ///
    /// @param seen one line: what came of it
    void ends(String act, String seen, Duration took);

    /// Something worth knowing happened within the act.
    void notes(String seen);
}
