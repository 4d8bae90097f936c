package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Condition;
import dev.slipway.engine.deploy.DeployException;
import dev.slipway.engine.deploy.ProcessTarget;
import dev.slipway.engine.deploy.Restarted;
import dev.slipway.engine.plan.PlanException;
import dev.slipway.report.Json;
import java.util.List;
import java.util.Optional;

/// Brings one instance to a build.
public final class RestartRunner implements Runner<Step.Restart> {

    private final ProcessTarget target;

    public RestartRunner(ProcessTarget target) {
        this.target = target;
    }

    @Override
    public Optional<Outcome.Done> probe(Step.Restart step, Errand errand) {
        return target.probe(step.instance()) instanceof Condition.Ready(var run, var version)
                        && run.runs(step.build())
                        && version.equals(step.build().version())
                ? Optional.of(already(step, run.process().pid()))
                : Optional.empty();
    }

    @Override
    public Outcome run(Step.Restart step, Errand errand) {
        try {
            return switch (target.restart(step.instance(), step.build(), errand.fence())) {
                case Restarted.Already(var pid) -> already(step, pid);
                case Restarted.Done done -> done(step, done);
                case Restarted.NotReady(var message, var lastLines) ->
                        failed(step, message, lastLines);
            };
        } catch (DeployException | PlanException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome.Done already(Step.Restart step, long pid) {
        return new Outcome.Done(
                "already ready in " + step.build().version(), evidence(step).put("pid", pid));
    }

    private static Outcome done(Step.Restart step, Restarted.Done done) {
        var seconds = done.readyAfter().toMillis() / 1000.0;
        var seen =
                "%s, ready in %s after %s s"
                        .formatted(done.drain().words(), step.build().version(), seconds);
        return new Outcome.Done(
                seen,
                evidence(step)
                        .put("pid", done.pid())
                        .put("drain", done.drain().toJson())
                        .put("ready_after_seconds", seconds));
    }

    private static Outcome failed(Step.Restart step, String message, List<String> lastLines) {
        var text = lastLines.isEmpty() ? message : message + "\n" + String.join("\n", lastLines);
        return new Outcome.Failed(text, evidence(step).put("last_lines", Json.strings(lastLines)));
    }

    private static Json.Obj evidence(Step.Restart step) {
        return Json.object()
                .put("instance", step.instance().name())
                .put("version", step.build().version())
                .put("artefact", step.build().artefact().digest());
    }
}
