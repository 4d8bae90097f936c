package dev.slipway.engine.release;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import java.util.List;

/// How a step ended.
public sealed interface Outcome {

    /// What it was for is so.
    ///
    /// @param seen one line for people
    /// @param evidence the fields of the entry in the record
    record Done(String seen, Json.Obj evidence) implements Outcome {}

    /// It judged, and the release must not go on.
    record Blocked(List<Finding> findings, Json.Obj evidence) implements Outcome {
        public Blocked {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a block needs at least one finding");
            }
        }
    }

    /// It could not be done.
    ///
    /// @param message what was attempted, what happened and what to do
    record Failed(String message, Json.Obj evidence) implements Outcome {
        public Failed(String message) {
            this(message, Json.object());
        }
    }
}
