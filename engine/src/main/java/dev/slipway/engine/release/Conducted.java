package dev.slipway.engine.release;

import dev.slipway.report.Finding;
import java.time.OffsetDateTime;
import java.util.List;

/// How conducting a release ended.
public sealed interface Conducted {

    /// Every step is done.
    record Done() implements Conducted {}

    /// A gate stands in the way; nothing after it ran.
    record Blocked(String step, List<Finding> findings) implements Conducted {
        public Blocked {
            findings = List.copyOf(findings);
        }
    }

    /// A step could not be done; nothing after it ran. To conduct again is to try it again.
    record Failed(String step, String message) implements Conducted {}

    /// Somebody else conducts in this environment; nothing was done.
    record Held(String holder, OffsetDateTime since) implements Conducted {}

    /// Somebody else took over while this one was silent; what it had begun, they go on with.
    record Superseded(String message) implements Conducted {}

    /// A newer release of the environment was begun; this one must not be gone on with.
    record Overtaken(long newer) implements Conducted {}

    /// The record of the release is not what was written; nothing was done.
    record Tampered(int at, String why) implements Conducted {}
}
