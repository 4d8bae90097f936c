package dev.slipway.cli;

import dev.slipway.engine.deploy.ProcessTarget;
import dev.slipway.engine.ledger.LeaseTerms;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.release.Conducted;
import dev.slipway.engine.release.Conductor;
import dev.slipway.engine.release.Progress;
import dev.slipway.engine.release.ReleaseReport;
import dev.slipway.engine.release.Runners;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Exit;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/// `slipway conduct`: goes on with a release that the ledger holds, from wherever it is.
///
/// Hidden until releases can be started from the command line; `slipway try` uses it.
final class ConductCommand extends Command {

    private static final Duration LIMIT = Duration.ofHours(2);

    private final Supplier<Long> release;
    private final Supplier<String> ledgerUrl;
    private final OutputOption output;

    private final WorkFolder work;

    ConductCommand(Terminal terminal, WorkFolder work) {
        super("conduct", "Go on with a release that the ledger holds, from wherever it is.");
        spec().usageMessage().hidden(true);
        this.work = work;
        release = arguments().parameter("RELEASE", Long.class, "Number of the release.");
        ledgerUrl = arguments().required("--ledger", "URL", String.class, "The ledger.");
        output = new OutputOption(this, terminal);
    }

    @Override
    Exit run() {
        var clock = Clock.systemUTC();
        var ledger = Ledger.open(database(), clock);
        try (var target = new ProcessTarget(clock)) {
            var runners = Runners.of(target, work.cache(), LIMIT);
            var worker = "conductor " + ProcessHandle.current().pid();
            var conductor = new Conductor(ledger, runners, LeaseTerms.USUAL, worker, Progress.NONE);
            var conducted = conductor.conduct(release.get());
            tell(conducted);
            output.print(ReleaseReport.of(ledger, release.get()).toReport());
            return exit(conducted);
        }
    }

    private DatabaseUrl database() {
        try {
            return DatabaseUrl.parse(ledgerUrl.get());
        } catch (IllegalArgumentException e) {
            throw arguments().wrong(e);
        }
    }

    private void tell(Conducted conducted) {
        switch (conducted) {
            case Conducted.Done _, Conducted.Blocked _, Conducted.Failed _ -> {}
            case Conducted.Held(var holder, var since) ->
                    err().println("slipway: " + holder + " conducts here since " + since);
            case Conducted.Superseded(var message) -> err().println("slipway: " + message);
            case Conducted.Overtaken(var newer) ->
                    err().println("slipway: release " + newer + " is newer; go on with that one");
            case Conducted.Tampered(var at, var why) ->
                    err().println("slipway: the record is broken at entry " + at + ": " + why);
        }
    }

    private static Exit exit(Conducted conducted) {
        return switch (conducted) {
            case Conducted.Done _ -> Exit.DONE;
            case Conducted.Failed _, Conducted.Superseded _ -> Exit.FAILED;
            case Conducted.Blocked _, Conducted.Overtaken _, Conducted.Tampered _ -> Exit.BLOCKED;
            case Conducted.Held _ -> Exit.LOCKED;
        };
    }
}
