package dev.slipway.engine.release;

import dev.slipway.engine.deploy.ProcessTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One runner for every kind of step.
public record Runners(
        Runner<Step.Backup> backup,
        Runner<Step.Drill> drill,
        Runner<Step.Rehearse> rehearse,
        Runner<Step.Migrate> migrate,
        Runner<Step.Restart> restart,
        Runner<Step.Validate> validate) {

    /// Those that do the work of this machine.
    ///
    /// @param cache for bundled server programs, which are unpacked once
    /// @param limit for a backup, and for restoring one
    public static Runners of(ProcessTarget target, Path cache, Duration limit) {
        return new Runners(
                new BackupRunner(limit),
                new DrillRunner(cache, limit),
                new RehearseRunner(cache, limit),
                new MigrateRunner(),
                new RestartRunner(target),
                new ValidateRunner());
    }

    /// Probes, and runs what is left to do.
    Outcome run(Step step, Errand errand) {
        return switch (step) {
            case Step.Backup one -> run(backup, one, errand);
            case Step.Drill one -> run(drill, one, errand);
            case Step.Rehearse one -> run(rehearse, one, errand);
            case Step.Migrate one -> run(migrate, one, errand);
            case Step.Restart one -> run(restart, one, errand);
            case Step.Validate one -> run(validate, one, errand);
        };
    }

    private static <S extends Step> Outcome run(Runner<S> runner, S step, Errand errand) {
        Optional<Outcome> already = runner.probe(step, errand).map(done -> done);
        return already.orElseGet(() -> runner.run(step, errand));
    }
}
