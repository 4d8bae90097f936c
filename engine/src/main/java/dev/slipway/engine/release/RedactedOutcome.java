package dev.slipway.engine.release;

import dev.slipway.engine.evidence.Redactor;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import java.util.List;

/// Takes the secrets out of an outcome before anybody sees it.
record RedactedOutcome(Redactor redactor) {

    Outcome of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var seen, var evidence) ->
                    new Outcome.Done(redactor.redact(seen), redactor.redact(evidence));
            case Outcome.Blocked(var findings, var evidence) ->
                    new Outcome.Blocked(of(findings), redactor.redact(evidence));
            case Outcome.Failed(var message, var evidence) ->
                    new Outcome.Failed(redactor.redact(message), redactor.redact(evidence));
        };
    }

    private List<Finding> of(List<Finding> findings) {
        return findings.stream().map(this::of).toList();
    }

    private Finding of(Finding finding) {
        return new Finding(
                finding.rule(),
                finding.severity(),
                new Place(
                        redactor.redact(finding.place().name()),
                        finding.place().line(),
                        finding.place().column()),
                redactor.redact(finding.fact()),
                redactor.redact(finding.evidence()),
                redactor.redact(finding.remedy()));
    }
}
