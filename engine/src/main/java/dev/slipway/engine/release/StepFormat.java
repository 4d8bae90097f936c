package dev.slipway.engine.release;

import dev.slipway.engine.ledger.NewRelease.NewStep;
import dev.slipway.engine.ledger.StepRow;
import dev.slipway.report.Json;
import java.nio.file.Path;

/// How steps are written in the ledger.
///
/// Each is written in the newest form, and read in every form that there ever was, so that a newer
/// Slipway resumes what an older one began. A form is never changed; a new one gets a new number.
final class StepFormat {

    private static final int FORM = 1;

    private StepFormat() {}

    static NewStep write(Step step) {
        return new NewStep(step.id(), step.kind(), FORM, data(step));
    }

    private static Json.Obj data(Step step) {
        return switch (step) {
            case Step.Backup(_, var database, var folder) ->
                    Json.object().put("database", database).put("folder", folder.toString());
            case Step.Drill(_, var scratch) -> Json.object().put("scratch", scratch.toString());
            case Step.Rehearse rehearse -> data(rehearse);
            case Step.Migrate migrate -> data(migrate);
            case Step.Restart(_, var instance, var build) ->
                    Json.object()
                            .put("instance", InstanceFormat.write(instance))
                            .put("build", InstanceFormat.write(build));
            case Step.Validate(_, var checks) ->
                    Json.object().put("checks", Json.array(checks, CheckFormat::write));
        };
    }

    private static Json.Obj data(Step.Rehearse step) {
        var json =
                Json.object()
                        .put("scratch", step.scratch().toString())
                        .put("migrations", step.migrations().toString())
                        .put("old_version", step.oldVersion());
        return step.oldQueries()
                .map(folder -> json.put("old_queries", folder.toString()))
                .orElse(json);
    }

    private static Json.Obj data(Step.Migrate step) {
        return Json.object()
                .put("database", step.database())
                .put("migrations", step.migrations().toString())
                .put("digest", step.digest())
                .put("lock_timeout", step.lockTimeout().toString())
                .put("lock_budget", step.lockBudget().toString());
    }

    static Step read(StepRow row) {
        if (row.schemaVersion() != FORM) {
            throw unknown(row);
        }
        var what = "step " + row.id() + " of release " + row.release();
        var fields = Fields.parse(what, row.data());
        var id = row.id();
        return switch (row.kind()) {
            case Step.BACKUP -> new Step.Backup(id, fields.text("database"), fields.path("folder"));
            case Step.DRILL -> new Step.Drill(id, fields.path("scratch"));
            case Step.REHEARSAL ->
                    new Step.Rehearse(
                            id,
                            fields.path("scratch"),
                            fields.path("migrations"),
                            fields.text("old_version"),
                            fields.optional("old_queries").map(Path::of));
            case "migrate" -> migrate(id, fields);
            case "restart" ->
                    new Step.Restart(
                            id,
                            InstanceFormat.read(fields.object("instance")),
                            InstanceFormat.readBuild(fields.object("build")));
            case "validate" -> new Step.Validate(id, fields.objects("checks", CheckFormat::read));
            default -> throw unknown(row);
        };
    }

    private static Step.Migrate migrate(String id, Fields fields) {
        return new Step.Migrate(
                id,
                fields.text("database"),
                fields.path("migrations"),
                fields.text("digest"),
                fields.duration("lock_timeout"),
                fields.duration("lock_budget"));
    }

    private static ReleaseException unknown(StepRow row) {
        return new ReleaseException(
                "step %s of release %d is of kind %s in form %d, which this Slipway does not know:"
                                .formatted(row.id(), row.release(), row.kind(), row.schemaVersion())
                        + " nothing was done; go on with the Slipway that wrote it, or a newer"
                        + " one");
    }
}
