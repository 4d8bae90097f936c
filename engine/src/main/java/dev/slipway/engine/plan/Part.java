package dev.slipway.engine.plan;

import dev.slipway.report.Json;
import java.util.List;

/// One of the three things that a release may change.
///
/// @param changes what becomes different, one line each; empty when nothing does
/// @param meaning one sentence: what that means for going back
public record Part(Kind kind, List<String> changes, Risk risk, String meaning) {

    public Part {
        changes = List.copyOf(changes);
        if (changes.isEmpty() != (risk == Risk.NONE)) {
            throw new IllegalArgumentException(
                    "a part without changes has no risk, and one with changes has: " + changes);
        }
    }

    /// Which of the three.
    public enum Kind {
        ARTEFACT("Artefact"),
        DATABASE("Database migrations"),
        CONFIGURATION("Configuration");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    static Part unchanged(Kind kind, String meaning) {
        return new Part(kind, List.of(), Risk.NONE, meaning);
    }

    String title() {
        return kind.title;
    }

    Json.Obj toJson() {
        return Json.object()
                .put("changes", Json.strings(changes))
                .put("risk", risk.word())
                .put("meaning", meaning);
    }
}
