package dev.slipway.engine.release;

import dev.slipway.engine.evidence.Redactor;
import dev.slipway.engine.ledger.Journal;
import dev.slipway.engine.ledger.Lease;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.StepRow;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import java.time.Duration;

/// Runs one step after another under a lease: begun in the ledger, done in the world, ended in the
/// ledger together with its evidence.
record StepRun(
        Ledger ledger,
        Lease lease,
        Journal journal,
        Redactor redactor,
        Runners runners,
        Progress progress) {

    Outcome run(StepRow row, Step step) {
        if (!journal.begin(row)) {
            throw new ReleaseException(
                    "step "
                            + row.id()
                            + " of release "
                            + row.release()
                            + " is not as it was a moment ago: nothing was done; run again");
        }
        progress.begins(step);
        long began = System.nanoTime();
        var errand = new Errand(row.release(), ledger.evidence(row.release()), lease::confirm);
        var outcome = new RedactedOutcome(redactor).of(runners.run(step, errand));
        var took = Duration.ofNanos(System.nanoTime() - began);
        end(row, outcome, took);
        progress.ends(step, outcome, took);
        return outcome;
    }

    private void end(StepRow row, Outcome outcome, Duration took) {
        switch (outcome) {
            case Outcome.Done(var seen, var evidence) ->
                    journal.done(row, payload("done", took, seen, evidence), seen);
            case Outcome.Blocked(var findings, var evidence) -> {
                var first = findings.getFirst();
                var why = first.place() + " " + first.fact();
                var found = evidence.put("findings", Json.array(findings, Finding::toJson));
                journal.stopped(
                        row, Journal.Stop.BLOCKED, payload("blocked", took, why, found), why);
            }
            case Outcome.Failed(var message, var evidence) ->
                    journal.stopped(
                            row,
                            Journal.Stop.FAILED,
                            payload("failed", took, message, evidence),
                            message);
        }
    }

    private static Json.Obj payload(String word, Duration took, String seen, Json.Obj evidence) {
        return Json.object()
                .put("outcome", word)
                .put("seconds", took.toMillis() / 1000.0)
                .put("seen", seen)
                .putAll(evidence);
    }
}
