package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import dev.slipway.report.Exit;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// The program's way in: runs one command and ends with its exit code.
public final class Main {

    /// The driver's own log, which would tell a second time what a message tells; kept, since a
    /// logger that nobody holds forgets its level.
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private Main() {}

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var work = WorkFolder.in(Path.of(""));
        System.exit(run(Terminal.of(System.getenv()), System.getenv(), work, out, err, args));
    }

    static int run(
            Terminal terminal,
            Map<String, String> environment,
            WorkFolder work,
            PrintWriter out,
            PrintWriter err,
            String... args) {
        DRIVER.setLevel(Level.OFF);
        var line = new Commands(terminal, environment, work).of(args);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Duration.class, new DurationConverter());
        line.registerConverter(Ahead.class, new AheadConverter());
        line.setUsageHelpAutoWidth(terminal.out());
        line.setParameterExceptionHandler(Main::wrongCommandLine);
        line.setExecutionExceptionHandler(Failures::toExit);
        return line.execute(args);
    }

    private static int wrongCommandLine(CommandLine.ParameterException e, String[] args) {
        var command = e.getCommandLine();
        command.getErr().println("slipway: " + e.getMessage());
        command.getErr()
                .println(
                        "See '"
                                + command.getCommandSpec().qualifiedName()
                                + " --help' for what it takes.");
        return Exit.USAGE.code();
    }
}
