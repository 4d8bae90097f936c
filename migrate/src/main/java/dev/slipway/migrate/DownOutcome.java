package dev.slipway.migrate;

import dev.slipway.report.Exit;
import dev.slipway.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How `down` ended.
public sealed interface DownOutcome {

    /// It is taken back.
    ///
    /// @param losses the data that was destroyed, which was accepted; absent where that could not
    ///   be seen before, which was accepted too
    record Done(Reverted migration, Optional<List<Loss>> losses, Duration took)
            implements DownOutcome {
        public Done {
            losses = losses.map(List::copyOf);
        }
    }

    /// Nothing is applied.
    record Nothing() implements DownOutcome {}

    /// It would destroy data, which was not accepted; nothing was changed.
    record Blocked(Reverted migration, List<Loss> losses) implements DownOutcome {
        public Blocked {
            losses = List.copyOf(losses);
        }
    }

    /// Data came in between the count and the run; what was begun was rolled back.
    ///
    /// @param losses with at least as many rows as they name
    record Overtaken(Reverted migration, List<Loss> losses) implements DownOutcome {
        public Overtaken {
            losses = List.copyOf(losses);
        }
    }

    /// What it destroys cannot be seen before, and was not accepted unseen; nothing was changed.
    record Untried(Reverted migration, String why) implements DownOutcome {}

    /// There is nothing that may be taken back; nothing was changed.
    ///
    /// @param why what is, and what to do
    record Refused(Exit exit, String why) implements DownOutcome {}

    /// Somebody else held the migration lock all the time that there was to wait.
    record Locked(Optional<Holder> holder) implements DownOutcome {}

    /// The script fails.
    ///
    /// @param line in the file
    /// @param error in the server's words
    /// @param hint what to do
    record Failed(Reverted migration, int line, String error, String hint) implements DownOutcome {}

    /// How a command that takes a migration back ends.
    default Exit exit() {
        if (this instanceof Refused refused) {
            return refused.exit();
        }
        if (this instanceof Done || this instanceof Nothing) {
            return Exit.DONE;
        }
        if (this instanceof Locked) {
            return Exit.LOCKED;
        }
        return this instanceof Failed failed && !Failure.isPrivilege(failed.error())
                ? Exit.FAILED
                : Exit.BLOCKED;
    }

    default Report toReport() {
        return DownReport.of(this);
    }
}
