package dev.slipway.engine.release;

import dev.slipway.engine.backup.BackupSet;
import dev.slipway.engine.drill.Drill;
import dev.slipway.engine.drill.DrillException;
import dev.slipway.engine.drill.DrillResult;
import dev.slipway.engine.postgres.PostgresException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Restores the backup of a release on a scratch server and compares it with what was dumped.
///
/// The copy stays for the rehearsal.
///
/// @param cache for bundled server programs, which are unpacked once
/// @param limit after which the restoring is given up
public record DrillRunner(Path cache, Duration limit) implements Runner<Step.Drill> {

    @Override
    public Optional<Outcome.Done> probe(Step.Drill step, Errand errand) {
        return Optional.empty();
    }

    @Override
    public Outcome run(Step.Drill step, Errand errand) {
        var scratch = ReleaseScratch.of(step.scratch(), errand, cache);
        try {
            var result = drill(backup(errand), scratch, limit);
            if (result.passed()) {
                return new Outcome.Done(seen(result), result.toReport().data());
            }
            scratch.remove();
            return new Outcome.Blocked(result.findings(), result.toReport().data());
        } catch (PostgresException | DrillException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    static DrillResult drill(BackupSet backup, ReleaseScratch scratch, Duration limit) {
        var server = scratch.start(backup.serverMajor());
        return Drill.restore(backup, server, ReleaseScratch.RESTORED, limit);
    }

    /// The one that this release took.
    static BackupSet backup(Errand errand) {
        return errand.evidence(Step.BACKUP)
                .map(fields -> BackupSet.parse(fields.json("backup")))
                .orElseThrow(() ->
                        new ReleaseException(
                                "the record of release "
                                        + errand.release()
                                        + " holds no backup: it cannot be drilled"));
    }

    private static String seen(DrillResult result) {
        return String.format(
                Locale.ROOT,
                "restored in %.1f s: %d tables, %,d rows equal",
                result.took().toMillis() / 1000.0,
                result.backup().rowCounts().size(),
                result.backup().rows());
    }
}
