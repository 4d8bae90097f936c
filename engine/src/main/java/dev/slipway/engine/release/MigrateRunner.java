package dev.slipway.engine.release;

import dev.slipway.engine.rehearse.ProofFormat;
import dev.slipway.migrate.Applied;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Problem;
import dev.slipway.migrate.SchemaProof;
import dev.slipway.migrate.State;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Applies what is pending. The database's own history says what is, so that nothing is applied
/// twice, whoever was killed.
public final class MigrateRunner implements Runner<Step.Migrate> {

    @Override
    public Optional<Outcome.Done> probe(Step.Migrate step, Errand errand) {
        try {
            var set = MigrationSet.of(Formats.SQLX, step.migrations());
            return set.digest().equals(step.digest())
                    ? already(migrator(step, set, errand).status(), proof(errand))
                    : Optional.empty();
        } catch (MigrateException | MigrationFolderException e) {
            return Optional.empty();
        }
    }

    private static Optional<Outcome.Done> already(Status status, Optional<SchemaProof> proof) {
        var kept =
                proof.map(SchemaProof::versions)
                        .filter(versions -> !status.proven().containsAll(versions))
                        .isEmpty();
        return status.state() == State.READY && kept
                ? Optional.of(
                        new Outcome.Done(
                                "nothing pending, at " + status.current().orElse("nothing"),
                                evidence(status.current(), List.of())))
                : Optional.empty();
    }

    @Override
    public Outcome run(Step.Migrate step, Errand errand) {
        try {
            var set = MigrationSet.of(Formats.SQLX, step.migrations());
            if (!set.digest().equals(step.digest())) {
                return new Outcome.Failed(
                        "the migrations in "
                                + step.migrations()
                                + " are not those that were planned and rehearsed: nothing was applied;"
                                + " put those back, or plan again");
            }
            errand.fence().confirm();
            new EarlierSessions(errand.release()).end(DatabaseUrl.parse(step.database()));
            return outcome(migrator(step, set, errand).migrate());
        } catch (MigrateException | MigrationFolderException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return new Outcome.Failed(
                    "cannot end the sessions of an earlier conductor: " + e.getMessage());
        }
    }

    private static Migrator migrator(Step.Migrate step, MigrationSet set, Errand errand) {
        var builder =
                Migrator.builder()
                        .database(DatabaseUrl.parse(step.database()))
                        .migrations(set)
                        .application(new EarlierSessions(errand.release()).application())
                        .lockTimeout(step.lockTimeout())
                        .lockBudget(step.lockBudget());
        proof(errand).ifPresent(builder::proof);
        return builder.build();
    }

    /// What the rehearsal of the same release proved, for the database to remember.
    private static Optional<SchemaProof> proof(Errand errand) {
        return errand.evidence(Step.REHEARSAL).flatMap(fields -> ProofFormat.read(fields.json()));
    }

    private static Outcome outcome(dev.slipway.migrate.Outcome ended) {
        return switch (ended) {
            case dev.slipway.migrate.Outcome.Done(var applied) -> done(applied);
            case dev.slipway.migrate.Outcome.Refused(var status) ->
                    new Outcome.Failed(
                            "the database is "
                                    + status.state().word()
                                    + " and nothing was applied: "
                                    + problems(status));
            case dev.slipway.migrate.Outcome.Locked(var holder) ->
                    new Outcome.Failed(
                            "the migration lock was held all the time by "
                                    + holder.map(Object::toString).orElse("somebody")
                                    + ": nothing was applied; run again when it is free");
            case dev.slipway.migrate.Outcome.Failed failed ->
                    new Outcome.Failed(
                            "%s:%d could not be applied: %s; %s"
                                    .formatted(
                                            failed.migration().file(),
                                            failed.line(),
                                            failed.error(),
                                            failed.hint()),
                            evidence(Optional.empty(), failed.applied()));
        };
    }

    private static Outcome done(List<Applied> applied) {
        var last =
                applied.isEmpty()
                        ? Optional.<String>empty()
                        : Optional.of(applied.getLast().migration().version());
        var seen =
                applied.size() == 1
                        ? "1 migration applied"
                        : applied.size() + " migrations applied";
        return new Outcome.Done(seen, evidence(last, applied));
    }

    private static Json.Obj evidence(Optional<String> current, List<Applied> applied) {
        var json = Json.object().put("applied", Json.array(applied, MigrateRunner::applied));
        return current.map(version -> json.put("current", version)).orElse(json);
    }

    private static Json.Obj applied(Applied one) {
        return Json.object()
                .put("version", one.migration().version())
                .put("file", one.migration().file())
                .put("checksum", one.migration().checksum())
                .put("seconds", one.took().toMillis() / 1000.0);
    }

    private static String problems(Status status) {
        return status.problems().stream().map(Problem::detail).collect(Collectors.joining("; "));
    }
}
