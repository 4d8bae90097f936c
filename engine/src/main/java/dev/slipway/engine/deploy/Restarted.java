package dev.slipway.engine.deploy;

import java.time.Duration;
import java.util.List;

/// How restarting an instance ended.
public sealed interface Restarted {

    /// It is live and ready in the build that was wanted.
    ///
    /// @param readyAfter from the start of the process, as far as this conductor saw it
    record Done(Drain drain, Duration readyAfter, long pid) implements Restarted {}

    /// It was already, and nothing was done.
    record Already(long pid) implements Restarted {}

    /// It is not.
    ///
    /// @param message what happened and what to do
    /// @param lastLines of its log; not redacted
    record NotReady(String message, List<String> lastLines) implements Restarted {
        public NotReady {
            lastLines = List.copyOf(lastLines);
        }
    }
}
