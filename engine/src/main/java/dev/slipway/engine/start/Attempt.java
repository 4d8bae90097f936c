package dev.slipway.engine.start;

import dev.slipway.engine.deploy.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// One start of a candidate, from its first command to its end.
record Attempt(Candidate candidate, Surroundings surroundings) {

    /// What was seen before it was ended.
    private record Seen(boolean ready, Duration after, List<CheckRun> checks, OptionalInt exit) {}

    StartOutcome run() {
        var probe = Probe.of(candidate.readiness(), surroundings, candidate.limit());
        var taken = probe.taken();
        if (taken.isPresent()) {
            return new StartOutcome.NotReady(taken.get(), OptionalInt.empty(), List.of());
        }
        var service = surroundings.start(candidate.command());
        Seen seen;
        try (service) {
            seen = watch(service, probe);
        }
        return outcome(seen, probe, surroundings.redacted(service.lastLines()));
    }

    private Seen watch(Tethered service, Probe probe) {
        long began = System.nanoTime();
        var deadline = Deadline.in(candidate.limit());
        boolean ready = false;
        while (!ready && service.exit().isEmpty() && !deadline.passed()) {
            ready = probe.holds();
        }
        var after = since(began);
        if (!ready || service.exit().isPresent()) {
            return new Seen(false, after, List.of(), service.exit());
        }
        var checks = new ArrayList<CheckRun>();
        for (var check : candidate.checks()) {
            checks.add(made(check));
        }
        return new Seen(true, after, checks, service.exit());
    }

    private CheckRun made(String check) {
        long began = System.nanoTime();
        var running = surroundings.start(check);
        OptionalInt exit;
        try (running) {
            exit = running.exitWithin(candidate.limit());
        }
        var lines = exit.equals(OptionalInt.of(0)) ? List.<String>of() : running.lastLines();
        return new CheckRun(
                surroundings.redactor().redact(check),
                exit,
                since(began),
                surroundings.redacted(lines));
    }

    private StartOutcome outcome(Seen seen, Probe probe, List<String> lastLines) {
        if (!seen.ready()) {
            var why =
                    seen.exit().isPresent()
                            ? "ended with exit code %d before it was ready"
                                    .formatted(seen.exit().getAsInt())
                            : "was not ready within %d s: %s"
                                    .formatted(candidate.limit().toSeconds(), probe.missing());
            return new StartOutcome.NotReady(why, seen.exit(), lastLines);
        }
        if (seen.exit().isPresent()) {
            int exit = seen.exit().getAsInt();
            return new StartOutcome.Died(seen.after(), seen.checks(), exit, lastLines);
        }
        return seen.checks().stream().allMatch(CheckRun::passed)
                ? new StartOutcome.Worked(seen.after(), seen.checks())
                : new StartOutcome.CheckFailed(seen.after(), seen.checks(), lastLines);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
