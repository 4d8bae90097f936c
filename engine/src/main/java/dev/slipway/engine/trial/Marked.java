package dev.slipway.engine.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The processes of one trial, known by a variable in their environment.
///
/// The variable is inherited by whatever they start, so that none is missed, however the trial that
/// started them ended.
record Marked(Path home) {

    static final String VARIABLE = "SLIPWAY_TRY";

    private static final Duration GRACE = Duration.ofSeconds(10);

    /// Kills them all, those too that are started meanwhile.
    void end() {
        for (var found = find(); !found.isEmpty(); found = find()) {
            found.forEach(ProcessHandle::destroyForcibly);
            found.forEach(Marked::awaitEnd);
        }
    }

    List<ProcessHandle> find() {
        var mark = (VARIABLE + "=" + home + "\0").getBytes(StandardCharsets.UTF_8);
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> contains(environment(process), mark))
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

    private static void awaitEnd(ProcessHandle process) {
        await(process.onExit())
                .ifPresent(why -> {
                    throw new TrialException(
                            "process " + process.pid() + " could not be ended: " + why);
                });
    }

    private static Optional<String> await(CompletableFuture<ProcessHandle> end) {
        try {
            end.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of(
                    "it is still there after " + GRACE.toSeconds() + " s; end it by hand");
        }
    }
}
