package dev.slipway.migrate;

import dev.slipway.migrate.sql.Write;
import dev.slipway.report.Exit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows what is wrong with a history and what it would change about it, and changes that when a
/// person has agreed.
final class Repair {

    private static final String BOUND = "set lock_timeout = 0; set statement_timeout = %d";

    private final Terms terms;
    private final Ahead ahead;
    private final Confirm confirm;
    private final Marks marks;

    Repair(Terms terms, Ahead ahead, Confirm confirm, Marks marks) {
        this.terms = terms;
        this.ahead = ahead;
        this.confirm = confirm;
        this.marks = marks;
    }

    RepairOutcome run() {
        return confirm == Confirm.YES
                ? terms.underLock(
                        "repairing",
                        (work, look, lock) -> make(work, look),
                        RepairOutcome.Locked::new)
                : terms.connected("looking what to repair in", this::show);
    }

    private RepairOutcome show(Connection work) throws SQLException {
        var look = terms.look(work);
        var refusal = refusal(look);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var fixes = plan(work, look);
        return fixes.isEmpty()
                ? new RepairOutcome.Nothing(look.status(ahead))
                : new RepairOutcome.Shown(changes(fixes));
    }

    private RepairOutcome make(Connection work, Look look) throws SQLException {
        var refusal = refusal(look);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (plan(work, look).isEmpty()) {
            return new RepairOutcome.Nothing(look.status(ahead));
        }
        look.open(work);
        var fixes = plan(work, terms.look(work));
        write(work, fixes);
        for (var fix : fixes) {
            if (fix.writes().isEmpty()) {
                runAlone(work, fix);
            }
        }
        return new RepairOutcome.Done(changes(fixes), terms.look(work).status(ahead));
    }

    private Optional<RepairOutcome> refusal(Look look) {
        if (look.standing().isEmpty()) {
            return look.foreign().map(why -> new RepairOutcome.Refused(Exit.USAGE, why.detail()));
        }
        return new Marking(look, look.standing().get(), marks)
                .refusal()
                .map(why -> new RepairOutcome.Refused(Exit.USAGE, why));
    }

    private List<Fix> plan(Connection work, Look look) throws SQLException {
        var fixes = new ArrayList<>(RepairPlan.of(look, look.standing().orElseThrow(), marks));
        fixes.addAll(BrokenIndexes.fixes(work, look.around().schema()));
        return fixes;
    }

    private void write(Connection work, List<Fix> fixes) throws SQLException {
        var writes = new ArrayList<Write>();
        writes.add(Write.of("begin"));
        writes.add(Write.of("set local lock_timeout = " + terms.limits().lockTimeout().toMillis()));
        fixes.forEach(fix -> writes.addAll(fix.writes()));
        writes.add(Write.of("commit"));
        Write.send(work, writes);
    }

    /// An index that is dropped concurrently waits for old transactions and blocks nobody, so that
    /// it has the time that a migration has for its locks.
    private void runAlone(Connection work, Fix fix) throws SQLException {
        try (var statement = work.createStatement()) {
            statement.execute(BOUND.formatted(terms.limits().lockBudget().toMillis()));
            for (var sql : fix.change().sql()) {
                statement.execute(sql);
            }
        }
    }

    private static List<Change> changes(List<Fix> fixes) {
        return fixes.stream().map(Fix::change).toList();
    }
}
