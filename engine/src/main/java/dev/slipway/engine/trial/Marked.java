package dev.slipway.engine.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The processes of one trial, known by a variable in their environment.
///
/// The variable is inherited by whatever they start, so that none is missed, however the trial that
/// started them ended.
record Marked(Path home) {

    static final String VARIABLE = "SLIPWAY_TRY";

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /// Kills them, those too that are started meanwhile.
    ///
    /// @param program whose processes are spared; empty spares none
    void endAllBut(String program) {
        for (var found = find(program); !found.isEmpty(); found = find(program)) {
            found.forEach(ProcessHandle::destroyForcibly);
            found.forEach(this::awaitEnd);
        }
    }

    private List<ProcessHandle> find(String spared) {
        var mark = (VARIABLE + "=" + home + "\0").getBytes(StandardCharsets.UTF_8);
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> contains(environment(process), mark))
                .filter(process -> !runs(process, spared))
                .toList();
    }

    /// Empty for a process that has ended meanwhile, or is somebody else's.
    private static byte[] environment(ProcessHandle process) {
        try {
            return Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static boolean contains(byte[] environment, byte[] mark) {
        var text = new String(environment, StandardCharsets.ISO_8859_1);
        return text.contains(new String(mark, StandardCharsets.ISO_8859_1));
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info()
                .command()
                .map(command -> Path.of(command).endsWith(program))
                .orElse(false);
    }

    /// A process whose environment is gone has ended, even one that nobody has buried yet.
    private void awaitEnd(ProcessHandle process) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (process.isAlive() && environment(process).length > 0) {
            if (System.nanoTime() > deadline) {
                throw new TrialException(
                        "process "
                                + process.pid()
                                + " is still there "
                                + GRACE.toSeconds()
                                + " s after it was killed: look at it with ps");
            }
            Pause.of(LOOK_AGAIN);
        }
    }
}
