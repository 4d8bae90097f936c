package dev.slipway.engine.deploy;

import java.time.Duration;
import java.util.List;

/// Starts an instance, and waits until it is ready.
record Starting(Watch watch, Fence fence) {

    private static final Duration TO_WRITE_ITS_RUN_FILE = Duration.ofSeconds(15);
    private static final Duration TO_HAVE_THE_LOCK = Duration.ofSeconds(5);
    private static final Duration BETWEEN_SHELLS = Duration.ofMillis(100);

    Restarted start(Instance instance, Build build, Drain drain) {
        fence.confirm();
        var shell = untilItRuns(instance, new Launch(instance, build));
        if (runs(instance)) {
            return awaitReady(instance, build, drain);
        }
        return new Restarted.NotReady(
                "instance %s could not be started: %s".formatted(instance.name(), why(shell)),
                InstanceFiles.of(instance).lastLines());
    }

    /// A shell that finds the lock taken leaves the field to whoever has it: another that was
    /// started, whose run file will come, or the last of the process before, which will be over.
    private Process untilItRuns(Instance instance, Launch launch) {
        var deadline = Deadline.in(TO_HAVE_THE_LOCK);
        while (true) {
            var shell = launch.start();
            Deadline.in(TO_WRITE_ITS_RUN_FILE).await(() -> runs(instance) || !shell.isAlive());
            if (shell.isAlive() || shell.exitValue() != Launch.LOCKED || deadline.passed()) {
                return shell;
            }
            if (Deadline.in(BETWEEN_SHELLS).await(() -> runs(instance))) {
                return shell;
            }
        }
    }

    private boolean runs(Instance instance) {
        return watch.running(instance).isPresent();
    }

    private static String why(Process shell) {
        if (shell.isAlive()) {
            return "it did not begin within " + TO_WRITE_ITS_RUN_FILE.toSeconds() + " s";
        }
        return shell.exitValue() == Launch.LOCKED
                ? "its lock is held by a process that an earlier one left behind; find it with"
                        + " fuser, end it, and run again"
                : "it ended at once with exit code " + shell.exitValue();
    }

    Restarted awaitReady(Instance instance, Build build, Drain drain) {
        long began = System.nanoTime();
        var deadline = Deadline.in(instance.readyWithin());
        deadline.await(() ->
                switch (watch.probe(instance)) {
                    case Condition.Ready _, Condition.Stopped _, Condition.Usurped _ -> true;
                    case Condition.Starting _, Condition.Draining _ -> false;
                });
        var readyAfter = Duration.ofNanos(System.nanoTime() - began);
        return switch (watch.probe(instance)) {
            case Condition.Ready(var run, var version)
                    when run.runs(build) && version.equals(build.version()) ->
                    new Restarted.Done(drain, readyAfter, run.process().pid());
            case Condition.Ready(_, var version) ->
                    notReady(
                            instance,
                            "is ready, but says that it is version "
                                    + version
                                    + " where "
                                    + build.version()
                                    + " was started; look at the artefact");
            case Condition.Stopped _ ->
                    notReady(instance, "ended while it started; its last lines say why");
            case Condition.Usurped(var pid) -> usurped(instance, pid);
            case Condition.Draining _ ->
                    notReady(instance, "was asked to stop by somebody else while it started");
            case Condition.Starting(_, var seen) ->
                    notReady(
                            instance,
                            "was not ready within "
                                    + instance.readyWithin().toSeconds()
                                    + " s ("
                                    + seen
                                    + "); it still runs, and is replaced by the next try");
        };
    }

    private static Restarted notReady(Instance instance, String what) {
        return new Restarted.NotReady(
                "instance " + instance.name() + " " + what, InstanceFiles.of(instance).lastLines());
    }

    static Restarted usurped(Instance instance, long pid) {
        return new Restarted.NotReady(
                "port %d of instance %s is answered by process %s, which Slipway did not start:"
                                .formatted(
                                        instance.port(),
                                        instance.name(),
                                        pid == 0 ? "(unknown)" : Long.toString(pid))
                        + " stop it, and run again",
                List.of());
    }
}
