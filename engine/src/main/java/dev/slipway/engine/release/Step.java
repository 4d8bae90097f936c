package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Build;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.validate.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A unit of a release that can be probed, run and resumed.
///
/// A step is data and complete: it holds all that its runner needs, because the Slipway that
/// resumes it may be another process, or a newer one. Databases are named by references, which hold
/// no secret.
public sealed interface Step {

    // The kinds whose evidence later steps read.
    String BACKUP = "backup";
    String DRILL = "drill";
    String REHEARSAL = "rehearsal";

    /// Names it within its release.
    String id();

    /// Backs the database up into `folder`.
    record Backup(String id, String database, Path folder) implements Step {}

    /// Restores the release's backup on a scratch server in `scratch`, and compares.
    record Drill(String id, Path scratch) implements Step {}

    /// Runs the pending migrations on the copy that the drill restored.
    ///
    /// @param oldVersion the version that runs now
    /// @param oldQueries its SQL
    record Rehearse(
            String id, Path scratch, Path migrations, String oldVersion, Optional<Path> oldQueries)
            implements Step {}

    /// Applies what is pending.
    ///
    /// @param digest of the migrations as they were planned
    /// @param lockTimeout the longest wait of one statement for a lock
    /// @param lockBudget how long to go on trying for a migration's locks
    record Migrate(
            String id,
            String database,
            Path migrations,
            String digest,
            Duration lockTimeout,
            Duration lockBudget)
            implements Step {}

    /// Brings one instance to a build.
    record Restart(String id, Instance instance, Build build) implements Step {}

    /// Makes the checks that a person would make.
    record Validate(String id, List<Check> checks) implements Step {
        public Validate {
            checks = List.copyOf(checks);
        }
    }

    /// The word for this kind in the ledger; its evidence has the same.
    default String kind() {
        return switch (this) {
            case Backup _ -> BACKUP;
            case Drill _ -> DRILL;
            case Rehearse _ -> REHEARSAL;
            case Migrate _ -> "migrate";
            case Restart _ -> "restart";
            case Validate _ -> "validate";
        };
    }
}
