package dev.slipway.engine.rehearse;

import dev.slipway.engine.rollback.Proof;
import dev.slipway.engine.rollback.WayBack;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.report.Choice;
import dev.slipway.report.Section;
import dev.slipway.report.Tone;

/// The ways back as a report shows them: in their order, with the one to take marked.
record WaysBackSection(WaysBack waysBack) {

    Section section() {
        return new Section.Choices(
                "Ways back", waysBack.ways().stream().map(this::choice).toList());
    }

    private Choice choice(WayBack way) {
        var proof = way.proof();
        return new Choice(
                way.word(),
                proof.word(),
                tone(proof),
                proof.sentence(),
                way.equals(waysBack.recommended()));
    }

    private static Tone tone(Proof proof) {
        return switch (proof) {
            case Proof.Works _ -> Tone.GOOD;
            case Proof.WorksWithLoss _ -> Tone.CAREFUL;
            case Proof.DoesNotWork _ -> Tone.BAD;
            case Proof.Open _, Proof.NotProven _ -> Tone.CALM;
        };
    }
}
