package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes back the newest migration, and destroys no data unless that is accepted.
///
/// The script is tried and rolled back to see what it destroys, the rows that hold data in that are
/// counted by plain selects, and then it runs for good under a [DownGuard].
final class Down {

    private static final String COUNTING =
            """
            begin read only;
            set local lock_timeout = %d;
            set local row_security = off
            """;

    private final Terms terms;
    private final DataLoss policy;

    Down(Terms terms, DataLoss policy) {
        this.terms = terms;
        this.policy = policy;
    }

    DownOutcome run() {
        return terms.underLock(
                "taking back the newest migration of", this::run, DownOutcome.Locked::new);
    }

    private DownOutcome run(Connection work, Look look, MigrationLock lock) throws SQLException {
        var choice = DownStep.choose(look, work);
        return choice instanceof DownStep.Choice.Take take
                ? tryOut(take.step(), work, look, lock)
                : ((DownStep.Choice.Leave) choice).outcome();
    }

    private DownOutcome tryOut(DownStep step, Connection work, Look look, MigrationLock lock)
            throws SQLException {
        var patience = terms.patience(work, look, lock);
        var trial = DownTrial.of(step, patience, terms.listener(), look.table());
        if (trial instanceof DownTrial.Result.Failed failed) {
            return new DownOutcome.Failed(
                    step.taken(), failed.line(), failed.error(), failed.hint());
        }
        if (trial instanceof DownTrial.Result.Untried untried) {
            return policy == DataLoss.ACCEPT
                    ? takeBack(step, Optional.empty(), patience, work, look, lock)
                    : new DownOutcome.Untried(step.taken(), untried.why());
        }
        var lost = ((DownTrial.Result.Seen) trial).lost();
        var losses = count(lost, work);
        if (policy == DataLoss.ACCEPT) {
            return takeBack(step, Optional.of(losses), patience, work, look, lock);
        }
        if (!losses.isEmpty()) {
            return new DownOutcome.Blocked(step.taken(), losses);
        }
        var guard = new DownGuard(terms.listener(), look.table(), step.script(), lost);
        var guarded = patience.telling(guard);
        var outcome = takeBack(step, Optional.of(losses), guarded, work, look, lock);
        return guard.found().isEmpty()
                ? outcome
                : new DownOutcome.Overtaken(step.taken(), guard.found());
    }

    /// What of it holds data. Row security would hide rows from the count, and is refused rather
    /// than obeyed.
    private List<Loss> count(List<Lost> lost, Connection work) throws SQLException {
        var losses = new ArrayList<Loss>();
        try (var statement = work.createStatement()) {
            statement.execute(COUNTING.formatted(terms.limits().lockTimeout().toMillis()));
            for (var one : lost) {
                long rows = one.count(work);
                if (rows > 0) {
                    losses.add(one.counted(rows));
                }
            }
            statement.execute("commit");
        }
        return losses;
    }

    private DownOutcome takeBack(
            DownStep step,
            Optional<List<Loss>> losses,
            Patience patience,
            Connection work,
            Look look,
            MigrationLock lock)
            throws SQLException {
        if (!lock.alive()) {
            throw new MigrateException(
                    "the session that held the migration lock was ended before "
                            + step.migration().file()
                            + ": run again once no other migration is running");
        }
        var recording =
                new Recording.Down(
                        look.history(),
                        look.open(work),
                        step.entry(),
                        step.before(),
                        step.script());
        var result = patience.run(step.migration(), step.script(), recording, step.begun());
        if (result instanceof Patience.Result.Committed committed) {
            return new DownOutcome.Done(step.taken(), losses, committed.took());
        }
        var failed = (Patience.Result.Failed) result;
        return new DownOutcome.Failed(
                step.taken(), failed.at().line(), failed.error(), failed.hint());
    }
}
