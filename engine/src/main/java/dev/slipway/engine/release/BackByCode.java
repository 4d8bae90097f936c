package dev.slipway.engine.release;

import dev.slipway.engine.evidence.EvidenceChain;
import dev.slipway.engine.evidence.Integrity;
import dev.slipway.engine.plan.Plan;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.Optional;

/// Decides, from the record of a release alone, whether its code may go back without its schema.
///
/// It may if the rehearsal proved it, or if there was nothing to migrate.
final class BackByCode {

    private static final String CODE_ONLY = "code-only";

    private BackByCode() {}

    /// What stands in the way of `back`; empty when nothing does.
    ///
    /// @param record of the release that is to be taken back
    static Optional<Finding> obstacle(EvidenceChain record, Plan back) {
        return switch (record.verify()) {
            case Integrity.Broken(var at, var why) ->
                    finding(
                            record,
                            "rollback/record-broken",
                            "Its record is not what was written, so it proves nothing.",
                            "entry " + at + ": " + why,
                            "Find out who changed the ledger; restore it from its backup.");
            case Integrity.Intact _ -> unproven(record, back);
        };
    }

    private static Optional<Finding> unproven(EvidenceChain record, Plan back) {
        var plan = record.last("plan").map(entry -> Fields.parse("the plan", entry.payload()));
        var before = plan.map(fields -> fields.object("from").text("artefact"));
        if (!before.equals(Optional.of(back.to().artefact().digest()))) {
            return finding(
                    record,
                    "rollback/another-build",
                    "The artefact of " + back.to().name() + " is not the one that ran before.",
                    "before: "
                            + before.orElse("unknown")
                            + "\nnow: "
                            + back.to().artefact().digest(),
                    "Put the artefact back that ran before.");
        }
        var untouched = plan.filter(fields -> fields.texts("pending").isEmpty()).isPresent();
        return untouched || recommended(record).equals(Optional.of(CODE_ONLY))
                ? Optional.empty()
                : finding(
                        record,
                        "rollback/unproven",
                        "Nothing proves that "
                                + back.to().name()
                                + " works on the schema of "
                                + back.from().name()
                                + ".",
                        recommended(record)
                                .map(way -> "the rehearsal recommends " + way)
                                .orElse("the record holds no rehearsal that was done"),
                        "Fix forward, or restore the backup of the release.");
    }

    private static Optional<String> recommended(EvidenceChain record) {
        return new Errand(record.release(), record, () -> {})
                .evidence(Step.REHEARSAL)
                .flatMap(fields -> fields.optional("recommended"));
    }

    private static Optional<Finding> finding(
            EvidenceChain record, String rule, String fact, String evidence, String remedy) {
        var place = Place.of("release " + record.release());
        return Optional.of(new Finding(rule, Severity.ERROR, place, fact, evidence, remedy));
    }
}
