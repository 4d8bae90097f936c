package dev.slipway.engine.deploy;

import java.time.Clock;
import java.util.List;

/// Runs instances as processes of this machine.
///
/// Every act begins with a look at what is there, so that a conductor that was killed at any
/// instant is followed by one that goes on from there: what was started is waited for, what was
/// asked to stop is not asked twice, and two are never started.
public final class ProcessTarget implements AutoCloseable {

    private final Clock clock;
    private final Health health = new Health();
    private final Watch watch = new Watch(health);

    public ProcessTarget(Clock clock) {
        this.clock = clock;
    }

    /// Looks, and changes nothing.
    public Condition probe(Instance instance) {
        return watch.probe(instance);
    }

    /// Brings an instance to a build: what runs is drained first, then the new one is started and
    /// waited for.
    public Restarted restart(Instance instance, Build build, Fence fence) {
        return switch (watch.probe(instance)) {
            case Condition.Ready(var run, _) when run.runs(build) ->
                    new Restarted.Already(run.process().pid());
            case Condition.Starting(var run, _) when run.runs(build) && young(run, instance) ->
                    new Starting(watch, fence).awaitReady(instance, build, new Drain.Gone());
            case Condition.Usurped(var pid) -> Starting.usurped(instance, pid);
            case Condition.Ready _,
                    Condition.Starting _,
                    Condition.Draining _,
                    Condition.Stopped _ ->
                    replace(instance, build, fence);
        };
    }

    private Restarted replace(Instance instance, Build build, Fence fence) {
        if (!build.artefact().unchanged()) {
            return new Restarted.NotReady(
                    build.artefact().file()
                            + " is not the file that was planned: nothing was"
                            + " stopped; put the planned one back, or plan again",
                    List.of());
        }
        var drain = stop(instance, fence);
        return new Starting(watch, fence).start(instance, build, drain);
    }

    /// Asks the process of an instance to stop, once, and kills it when its time is over.
    public Drain stop(Instance instance, Fence fence) {
        return new Stopping(watch, clock, fence).stop(instance);
    }

    /// Whether it may still become ready in its time.
    private boolean young(RunFile run, Instance instance) {
        return ProcessHandle.of(run.process().pid())
                .flatMap(process -> process.info().startInstant())
                .filter(start -> start.plus(instance.readyWithin()).isAfter(clock.instant()))
                .isPresent();
    }

    @Override
    public void close() {
        health.close();
    }
}
