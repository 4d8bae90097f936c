package dev.slipway.engine.deploy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Stops the process of an instance: it is asked once, and killed when its time is over.
record Stopping(Watch watch, Clock clock, Fence fence) {

    private static final Duration TO_TAKE_NOTICE = Duration.ofSeconds(1);
    private static final Duration TO_DIE = Duration.ofSeconds(10);

    Drain stop(Instance instance) {
        var run = watch.running(instance);
        if (run.isEmpty()) {
            return new Drain.Gone();
        }
        var process = run.get().process();
        var asked = askToStop(instance, process);
        var left = instance.drainWithin().minus(Duration.between(asked, clock.instant()));
        if (Deadline.in(left).await(() -> !process.alive())) {
            return new Drain.Drained(Duration.between(asked, clock.instant()));
        }
        fence.confirm();
        Signal.KILL.send(process);
        if (!Deadline.in(TO_DIE).await(() -> !process.alive())) {
            throw new DeployException(
                    "process "
                            + process.pid()
                            + " of instance "
                            + instance.name()
                            + " was killed and is still there: the kernel is waiting"
                            + " for a device; look at it with ps");
        }
        return new Drain.Killed(Duration.between(asked, clock.instant()));
    }

    /// Notes that it will ask, asks, and notes that it has. A conductor that finds only the first
    /// note asks again if nothing shows that the process has heard.
    private Instant askToStop(Instance instance, ProcessId process) {
        var files = InstanceFiles.of(instance);
        var earlier = files.stopNote(process);
        var heard =
                earlier.isEmpty()
                        ? watch.draining(instance)
                        : earlier.get().sent() || takesNotice(instance, process);
        var note =
                earlier.orElseGet(
                        () -> new InstanceFiles.StopNote(process, clock.instant(), false));
        if (!heard) {
            fence.confirm();
            files.write(note);
            Signal.TERM.send(process);
        }
        files.write(note.asSent());
        return note.at();
    }

    private boolean takesNotice(Instance instance, ProcessId process) {
        return Deadline.in(TO_TAKE_NOTICE)
                .await(() -> !process.alive() || watch.draining(instance));
    }
}
