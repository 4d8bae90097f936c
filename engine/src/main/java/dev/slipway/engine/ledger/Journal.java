package dev.slipway.engine.ledger;

import dev.slipway.engine.evidence.Redactor;
import dev.slipway.report.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;

/// Writes about one release, under the lease of its environment.
///
/// What a step became and the evidence for it are written in one transaction, which also renews the
/// lease: either everything is in the ledger, or nothing is, and nothing is without the lease. All
/// text is redacted on its way in.
public final class Journal {

    private final Lease lease;
    private final Clock clock;
    private final long release;
    private final Redactor redactor;

    Journal(Lease lease, Clock clock, long release, Redactor redactor) {
        this.lease = lease;
        this.clock = clock;
        this.release = release;
        this.redactor = redactor;
    }

    /// Begins a step that was last seen as `seen`. Where another worker had begun it and did not
    /// end it, the record says that it was resumed.
    ///
    /// @return false when it is not as it was seen
    public boolean begin(StepRow seen) {
        return lease.write(
                "beginning step " + seen.id(),
                connection -> {
                    var now = now();
                    var begun =
                            new Steps(connection).begin(seen, lease.holder(), lease.token(), now);
                    if (begun && seen.state() == StepState.RUNNING) {
                        append(connection, now, seen.id(), "resumed", resumed(seen));
                    }
                    return begun;
                });
    }

    private Json.Obj resumed(StepRow seen) {
        return Json.object()
                .put("by", lease.holder())
                .put("token", lease.token())
                .put("begun_by", seen.worker())
                .put("begun_token", seen.token());
    }

    /// Ends a step that this lease began, and appends the evidence.
    ///
    /// @param note one line for people: what was seen
    public void done(StepRow step, Json.Obj evidence, String note) {
        lease.write(
                "ending step " + step.id(),
                connection -> {
                    end(connection, step, StepState.DONE, evidence, note, now());
                    return true;
                });
    }

    /// Ends a step that this lease began, and the release with it.
    ///
    /// @param note why, for people
    public void stopped(StepRow step, Stop stop, Json.Obj evidence, String note) {
        lease.write(
                "stopping at step " + step.id(),
                connection -> {
                    var now = now();
                    end(connection, step, stop.step, evidence, note, now);
                    move(connection, ReleaseState.OPEN, stop.release, note, now);
                    return true;
                });
    }

    /// Says that nothing is left to do.
    public void finished() {
        lease.write(
                "finishing release " + release,
                connection -> {
                    var now = now();
                    move(connection, ReleaseState.OPEN, ReleaseState.DONE, "", now);
                    append(
                            connection,
                            now,
                            "",
                            "released",
                            Json.object().put("by", lease.holder()));
                    return true;
                });
    }

    /// Opens a release again that had stopped, so that its last step can be tried again.
    public void reopened(ReleaseState seen) {
        lease.write(
                "opening release " + release + " again",
                connection -> {
                    var now = now();
                    move(connection, seen, ReleaseState.OPEN, "", now);
                    var payload = Json.object().put("by", lease.holder()).put("was", seen.word());
                    append(connection, now, "", "reopened", payload);
                    return true;
                });
    }

    private void end(
            Connection connection,
            StepRow step,
            StepState state,
            Json.Obj evidence,
            String note,
            OffsetDateTime now)
            throws SQLException {
        var ended =
                new Steps(connection)
                        .end(release, step.id(), state, redactor.redact(note), lease.token(), now);
        if (!ended) {
            throw new LedgerException(
                    "step "
                            + step.id()
                            + " of release "
                            + release
                            + " was not begun under token "
                            + lease.token()
                            + ": nothing was written about it");
        }
        append(connection, now, step.id(), step.kind(), evidence);
    }

    private void move(
            Connection connection,
            ReleaseState seen,
            ReleaseState next,
            String note,
            OffsetDateTime now)
            throws SQLException {
        if (!new Releases(connection).move(release, seen, next, redactor.redact(note), now)) {
            throw new LedgerException(
                    "release "
                            + release
                            + " is not "
                            + seen.word()
                            + " any more: nothing was written about it");
        }
    }

    private void append(
            Connection connection, OffsetDateTime now, String step, String kind, Json.Obj payload)
            throws SQLException {
        new EvidenceTable(connection).append(release, now, step, kind, redactor.redact(payload));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /// Why a release stops at a step.
    public enum Stop {
        /// A gate found what stands in the way.
        BLOCKED(StepState.BLOCKED, ReleaseState.BLOCKED),
        /// The step could not be done.
        FAILED(StepState.FAILED, ReleaseState.FAILED);

        private final StepState step;
        private final ReleaseState release;

        Stop(StepState step, ReleaseState release) {
            this.step = step;
            this.release = release;
        }
    }
}
