package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import dev.slipway.report.Exit;
import dev.slipway.report.Report;
import java.util.List;
import java.util.Optional;

/// How `migrate` ended.
public sealed interface Outcome {

    /// Every pending migration is applied; none, if there was nothing to do.
    record Done(List<Applied> applied) implements Outcome {
        public Done {
            applied = List.copyOf(applied);
        }
    }

    /// The database's state forbids it, and nothing was touched.
    record Refused(Status status) implements Outcome {}

    /// Somebody else held the migration lock all the time that there was to wait.
    record Locked(Optional<Holder> holder) implements Outcome {}

    /// A migration could not be applied; those before it were.
    ///
    /// @param at the statement, or the word in it that the server points at
    /// @param error in the server's words
    /// @param hint what to do
    record Failed(List<Applied> applied, Migration migration, Spot at, String error, String hint)
            implements Outcome {
        public Failed {
            applied = List.copyOf(applied);
        }

        /// In the migration's file.
        public int line() {
            return at.line();
        }
    }

    /// How a command that migrates ends.
    default Exit exit() {
        if (this instanceof Done) {
            return Exit.DONE;
        }
        if (this instanceof Refused refused) {
            var state = refused.status().state();
            return state == State.PENDING || state == State.READY ? Exit.BLOCKED : state.exit();
        }
        if (this instanceof Failed failed) {
            return Failure.isPrivilege(failed.error()) ? Exit.BLOCKED : Exit.FAILED;
        }
        return Exit.LOCKED;
    }

    default Report toReport() {
        return OutcomeReport.of(this);
    }
}
