package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Fence;
import dev.slipway.engine.evidence.EvidenceChain;
import java.util.Optional;

/// What a runner knows beside its step: the release, what earlier steps recorded, and whom to ask
/// before it acts.
public record Errand(long release, EvidenceChain record, Fence fence) {

    /// What the last step of that kind that was done recorded.
    public Optional<Fields> evidence(String kind) {
        return record.entries().reversed().stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> Fields.parse("the evidence of " + kind, entry.payload()))
                .filter(fields -> fields.optional("outcome").equals(Optional.of("done")))
                .findFirst();
    }
}
