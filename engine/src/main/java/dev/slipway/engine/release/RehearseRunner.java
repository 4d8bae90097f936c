package dev.slipway.engine.release;

import dev.slipway.engine.compat.CompatException;
import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.compat.OldSqlException;
import dev.slipway.engine.drill.DrillException;
import dev.slipway.engine.postgres.PostgresException;
import dev.slipway.engine.postgres.Server;
import dev.slipway.engine.rehearse.Rehearsal;
import dev.slipway.engine.rehearse.RehearseException;
import dev.slipway.engine.rollback.DrilledBackup;
import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Rehearses the migrations of a release on the copy that its drill restored: the gate before
/// anything is touched.
///
/// The copy gets another name before the rehearsal changes it, so that one which was cut short is
/// never mistaken for the database; then the backup is restored once more.
///
/// @param cache for bundled server programs, which are unpacked once
/// @param limit after which restoring is given up
public record RehearseRunner(Path cache, Duration limit) implements Runner<Step.Rehearse> {

    @Override
    public Optional<Outcome.Done> probe(Step.Rehearse step, Errand errand) {
        return Optional.empty();
    }

    @Override
    public Outcome run(Step.Rehearse step, Errand errand) {
        var scratch = ReleaseScratch.of(step.scratch(), errand, cache);
        try {
            return outcome(rehearse(step, errand, scratch), step);
        } catch (RehearseException
                | CompatException
                | OldSqlException
                | DrillException
                | MigrateException
                | MigrationFolderException
                | PostgresException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        } finally {
            scratch.remove();
        }
    }

    private Report rehearse(Step.Rehearse step, Errand errand, ReleaseScratch scratch) {
        var rehearsal =
                Rehearsal.builder()
                        .copy(fresh(errand, scratch).url(ReleaseScratch.REHEARSED))
                        .migrations(MigrationSet.of(Formats.SQLX, step.migrations()))
                        .oldVersion(step.oldVersion())
                        .backup(drilled(errand));
        step.oldQueries().map(OldSql::read).ifPresent(rehearsal::oldSql);
        return rehearsal.build().run().toReport();
    }

    /// The scratch server, with a copy on it that nothing was done to.
    private Server fresh(Errand errand, ReleaseScratch scratch) {
        var backup = DrillRunner.backup(errand);
        var server = scratch.start(backup.serverMajor());
        server.dropDatabase(ReleaseScratch.REHEARSED);
        if (!server.hasDatabase(ReleaseScratch.RESTORED)) {
            DrillRunner.drill(backup, scratch, limit);
        }
        server.renameDatabase(ReleaseScratch.RESTORED, ReleaseScratch.REHEARSED);
        return server;
    }

    private static DrilledBackup drilled(Errand errand) {
        var backup = DrillRunner.backup(errand);
        var took =
                errand.evidence(Step.DRILL)
                        .map(fields -> Duration.ofMillis(fields.number("took_ms")))
                        .orElse(Duration.ZERO);
        return new DrilledBackup(backup.file().getFileName().toString(), backup.at(), took);
    }

    private static Outcome outcome(Report report, Step.Rehearse step) {
        return switch (report.verdict()) {
            case Verdict.Pass _, Verdict.Waived _ ->
                    new Outcome.Done(report.headline(), report.data());
            case Verdict.Block(var findings) -> new Outcome.Blocked(findings, report.data());
            case Verdict.Inconclusive(var missing) ->
                    new Outcome.Blocked(List.of(undecided(missing, step)), report.data());
        };
    }

    private static Finding undecided(String missing, Step.Rehearse step) {
        return new Finding(
                "rehearsal/inconclusive",
                Severity.ERROR,
                Place.of(step.migrations().toString()),
                "The rehearsal could not tell " + missing + ".",
                "",
                "Give it the SQL of " + step.oldVersion() + ".");
    }
}
