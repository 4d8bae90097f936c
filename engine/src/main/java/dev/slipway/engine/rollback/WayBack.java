package dev.slipway.engine.rollback;

import dev.slipway.report.Json;
import java.util.List;

/// One way to take a release back, with what is known about it.
public sealed interface WayBack {

    /// The old code on the new schema.
    ///
    /// @param caveats what it needs to start and to run, in sentences
    record CodeOnly(Proof proof, List<String> caveats) implements WayBack {
        public CodeOnly {
            caveats = List.copyOf(caveats);
        }
    }

    /// A new version that repairs what is wrong. Never proven: it is not written yet.
    record ForwardFix() implements WayBack {
        @Override
        public Proof proof() {
            return new Proof.Open("nobody can observe a fix that is not written");
        }
    }

    /// The down scripts, and then the old code.
    record DownAndCode(Proof proof) implements WayBack {}

    /// The backup, and then the old code.
    record Restore(Proof proof) implements WayBack {}

    /// The old secret, and a restart.
    record RestoreSecret(Proof proof) implements WayBack {}

    Proof proof();

    /// As reports and commands write it.
    default String word() {
        return switch (this) {
            case CodeOnly _ -> "code-only";
            case ForwardFix _ -> "forward-fix";
            case DownAndCode _ -> "down-and-code";
            case Restore _ -> "restore";
            case RestoreSecret _ -> "restore-secret";
        };
    }

    default Json.Obj toJson() {
        var json = Json.object().put("way", word()).putAll(proof().toJson());
        return this instanceof CodeOnly(_, var caveats) && !caveats.isEmpty()
                ? json.put("caveats", Json.strings(caveats))
                : json;
    }
}
