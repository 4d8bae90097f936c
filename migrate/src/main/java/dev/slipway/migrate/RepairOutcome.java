package dev.slipway.migrate;

import dev.slipway.report.Exit;
import dev.slipway.report.Report;
import java.util.List;
import java.util.Optional;

/// How `repair` ended.
public sealed interface RepairOutcome {

    /// There is nothing that it can repair.
    ///
    /// @param status which may have problems that only a person can solve
    record Nothing(Status status) implements RepairOutcome {}

    /// What it would change; nothing was.
    record Shown(List<Change> changes) implements RepairOutcome {
        public Shown {
            changes = List.copyOf(changes);
        }
    }

    /// What it changed.
    ///
    /// @param after where the database stands now
    record Done(List<Change> changes, Status after) implements RepairOutcome {
        public Done {
            changes = List.copyOf(changes);
        }
    }

    /// It was asked for something that does not fit, and nothing was changed.
    record Refused(Exit exit, String why) implements RepairOutcome {}

    /// Somebody else held the migration lock all the time that there was to wait.
    record Locked(Optional<Holder> holder) implements RepairOutcome {}

    /// How a command that repairs ends: what is only shown waits for a person.
    default Exit exit() {
        if (this instanceof Nothing nothing) {
            return nothing.status().mayMigrate() ? Exit.DONE : nothing.status().exit();
        }
        if (this instanceof Refused refused) {
            return refused.exit();
        }
        if (this instanceof Locked) {
            return Exit.LOCKED;
        }
        return this instanceof Shown ? Exit.INCONCLUSIVE : Exit.DONE;
    }

    default Report toReport() {
        return RepairReport.of(this);
    }
}
