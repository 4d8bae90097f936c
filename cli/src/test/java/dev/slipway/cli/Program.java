package dev.slipway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The built program as a process of its own, in a session of its own, started by the launcher in a
/// folder of the test's.
///
/// @param folder where it keeps its `.slipway`, and its output in `out` and `err`
record Program(Path folder) {

    private static final Path LAUNCHER = Path.of("").toAbsolutePath().resolveSibling("slipway");

    /// Heeds Ctrl-C, even where this process was started by a shell that ignores it.
    Process start(String... arguments) throws IOException {
        var words =
                new ArrayList<>(
                        List.of("env", "--default-signal=INT", "setsid", LAUNCHER.toString()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /// What Ctrl-C does: tells it and every process that shares its terminal with it.
    static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).start().waitFor();
    }

    /// Runs it to its end.
    ///
    /// @return its exit code
    int run(Duration limit, String... arguments) throws IOException, InterruptedException {
        var process = start(arguments);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("slipway did not end in " + limit + ":\n" + out() + err());
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    Path trial() {
        return folder.resolve(".slipway/try");
    }

    /// Every process that the trial of this folder started, whoever its parent is now.
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::ofTrial).toList();
    }

    private boolean ofTrial(ProcessHandle process) {
        try {
            var environment =
                    Files.readString(
                            Path.of("/proc", Long.toString(process.pid()), "environ"),
                            StandardCharsets.ISO_8859_1);
            return environment.contains("SLIPWAY_TRY=" + trial() + "\0");
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }
}
