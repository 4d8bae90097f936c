package dev.slipway.engine.validate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program, and takes its last line for what it saw.
record CommandRun(Check.Command check) {

    private static final int LAST_LINES = 20;
    private static final String REMEDY = "Run it by hand to see more, then run the release again.";

    CheckResult look() {
        try {
            var output = File.createTempFile("slipway-check", ".log");
            try {
                return run(output);
            } finally {
                Files.delete(output.toPath());
            }
        } catch (IOException e) {
            return failed("It could not be run.", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("It was not waited for.", "interrupted");
        }
    }

    /// The output goes to a file, so that a program that leaves a child behind cannot hold us up.
    private CheckResult run(File output) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(check.words())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        var ended = process.waitFor(check.limit().toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        var lines = lastLines(output);
        if (!ended) {
            return failed(
                    "It did not end within " + check.limit().toSeconds() + " s.", text(lines));
        }
        return process.exitValue() == 0
                ? new CheckResult.Passed(check.name(), lines.isEmpty() ? "passed" : lines.getLast())
                : failed("It ended with exit code " + process.exitValue() + ".", text(lines));
    }

    private static List<String> lastLines(File output) throws IOException {
        var text = new String(Files.readAllBytes(output.toPath()), StandardCharsets.UTF_8);
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }

    private CheckResult failed(String fact, String evidence) {
        return Validator.failed(
                check, "validate/command-failed", check.name(), fact, evidence, REMEDY);
    }
}
