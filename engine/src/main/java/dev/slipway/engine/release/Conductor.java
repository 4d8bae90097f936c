package dev.slipway.engine.release;

import dev.slipway.engine.evidence.Integrity;
import dev.slipway.engine.ledger.Journal;
import dev.slipway.engine.ledger.Lease;
import dev.slipway.engine.ledger.LeaseAttempt;
import dev.slipway.engine.ledger.LeaseTerms;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.ReleaseRow;
import dev.slipway.engine.ledger.ReleaseState;
import dev.slipway.engine.ledger.StepRow;
import dev.slipway.engine.ledger.StepState;
import dev.slipway.engine.ledger.SupersededException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Takes a release through its steps, in order, one conductor at a time.
///
/// It keeps nothing in memory that the ledger does not hold: one that is killed at any instant is
/// followed by another, in another process, that finds what is done, probes what was begun, and
/// goes on.
public final class Conductor {

    private final Ledger ledger;
    private final Runners runners;
    private final LeaseTerms terms;
    private final String worker;
    private final Progress progress;

    /// @param worker who this is, for others to read
    public Conductor(
            Ledger ledger, Runners runners, LeaseTerms terms, String worker, Progress progress) {
        this.ledger = ledger;
        this.runners = runners;
        this.terms = terms;
        this.worker = worker;
        this.progress = progress;
    }

    /// Goes on with a release from wherever it is; one that had stopped is tried again there.
    ///
    /// @throws ReleaseException when the ledger holds what this Slipway does not know; nothing is
    ///   done then
    public Conducted conduct(long release) {
        var row = ledger.release(release);
        return switch (ledger.lease(row.service(), row.environment(), worker, terms)) {
            case LeaseAttempt.Held(var holder, var since, _) -> new Conducted.Held(holder, since);
            case LeaseAttempt.Granted(var lease) -> conduct(release, lease);
        };
    }

    private Conducted conduct(long release, Lease lease) {
        try (lease) {
            return underLease(ledger.release(release), lease);
        } catch (SupersededException e) {
            return new Conducted.Superseded(String.valueOf(e.getMessage()));
        }
    }

    private Conducted underLease(ReleaseRow row, Lease lease) {
        var latest = ledger.latest(row.service(), row.environment()).orElse(row);
        if (latest.id() != row.id()) {
            return new Conducted.Overtaken(latest.id());
        }
        return switch (ledger.evidence(row.id()).verify()) {
            case Integrity.Broken(var at, var why) -> new Conducted.Tampered(at, why);
            case Integrity.Intact _ -> onTheRecord(row, lease);
        };
    }

    private Conducted onTheRecord(ReleaseRow row, Lease lease) {
        if (row.state() == ReleaseState.DONE) {
            return new Conducted.Done();
        }
        var steps = new LinkedHashMap<StepRow, Step>();
        ledger.steps(row.id()).forEach(step -> steps.put(step, StepFormat.read(step)));
        var redactor = KnownSecrets.of(SpecFormat.read(row.spec()));
        var journal = ledger.journal(lease, row.id(), redactor);
        if (row.state() != ReleaseState.OPEN) {
            journal.reopened(row.state());
        }
        return run(
                steps, new StepRun(ledger, lease, journal, redactor, runners, progress), journal);
    }

    private static Conducted run(
            SequencedMap<StepRow, Step> steps, StepRun stepRun, Journal journal) {
        for (var entry : steps.entrySet()) {
            if (entry.getKey().state() == StepState.DONE) {
                continue;
            }
            var id = entry.getKey().id();
            switch (stepRun.run(entry.getKey(), entry.getValue())) {
                case Outcome.Done _ -> {}
                case Outcome.Blocked(var findings, _) -> {
                    return new Conducted.Blocked(id, findings);
                }
                case Outcome.Failed(var message, _) -> {
                    return new Conducted.Failed(id, message);
                }
            }
        }
        journal.finished();
        return new Conducted.Done();
    }
}
