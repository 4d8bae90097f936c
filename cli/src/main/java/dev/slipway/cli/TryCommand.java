package dev.slipway.cli;

import dev.slipway.engine.trial.Trial;
import dev.slipway.engine.trial.TrialFolder;
import dev.slipway.engine.trial.TrialSettings;
import dev.slipway.report.Exit;
import dev.slipway.report.Report;
import dev.slipway.report.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// `slipway try`: the whole journey on an embedded database with the example service.
final class TryCommand extends Command {

    private final OutputOption output;
    private final BooleanSupplier keep;
    private final BooleanSupplier clean;

    private final Terminal terminal;
    private final WorkFolder work;

    TryCommand(Terminal terminal, WorkFolder work) {
        super(
                "try",
                "Show the whole journey, with an example service on a PostgreSQL of its own.",
                "",
                "It takes the example from 1.0.0 to 1.1.0 under traffic, and back, in about a"
                        + " minute. Everything lives in .slipway/try and is gone afterwards.",
                "");
        this.terminal = terminal;
        this.work = work;
        output = new OutputOption(this, terminal);
        keep = arguments().flag("--keep", "Leave everything running at the end, and say where.");
        clean = arguments().flag("--clean", "Only remove what an earlier try kept or left.");
    }

    @Override
    Exit run() {
        var folder = TrialFolder.claim(work.trial());
        if (clean.getAsBoolean()) {
            folder.close();
            return Exit.DONE;
        }
        var kept = new AtomicBoolean();
        var report =
                Interrupts.cleaningUp(
                        () -> leave(folder, kept.get()),
                        () -> {
                            var journey = journey(folder);
                            kept.set(keep.getAsBoolean());
                            return journey;
                        });
        acts().println();
        output.print(report);
        return report.verdict() instanceof Verdict.Pass ? Exit.DONE : Exit.FAILED;
    }

    private static void leave(TrialFolder folder, boolean kept) {
        if (!kept) {
            folder.clean();
        }
        folder.close();
    }

    /// Standard output is the report's alone where a program reads it.
    private PrintWriter acts() {
        return output.human() ? out() : err();
    }

    private Report journey(TrialFolder folder) {
        try (var live = new LiveLine(terminal, err())) {
            var settings = new TrialSettings(example(), conductor(), keep.getAsBoolean());
            var screen = new TryScreen(terminal, acts(), live);
            return Trial.run(settings, folder, work.cache(), screen, Clock.systemUTC()).toReport();
        }
    }

    private static Path example() {
        return Path.of(System.getProperty("slipway.home", "."), "examples", "matinee");
    }

    /// This program again.
    private static List<String> conductor() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslipway.postgres.archives="
                        + System.getProperty("slipway.postgres.archives", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "conduct");
    }
}
