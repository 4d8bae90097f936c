package dev.slipway.engine.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of the trial that it started itself, with its output in a log.
///
/// Its standard input is a pipe from the trial: programs of the example end when that closes, which
/// it does when the trial dies.
final class Child {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int LAST_LINES = 5;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(String name, List<String> words, TrialFolder folder) {
        var log = folder.logs().resolve(name + ".log");
        var builder = new ProcessBuilder(words);
        builder.environment().put(Marked.VARIABLE, folder.home().toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new TrialException("cannot start " + name, e);
        }
    }

    /// Runs to the end, which must be a good one.
    static void run(String name, List<String> words, TrialFolder folder, Duration limit) {
        var child = start(name, words, folder);
        if (!child.endedWithin(limit) || child.process.exitValue() != 0) {
            child.kill();
            throw new TrialException(name + " did not succeed; its log ends: " + child.lastWords());
        }
    }

    /// Waits for a line of the log that begins with `prefix`, and gives the rest of it.
    String awaitLine(String prefix, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var line = lines().stream().filter(text -> text.startsWith(prefix)).findFirst();
            if (line.isPresent()) {
                return line.get().substring(prefix.length()).strip();
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new TrialException(
                        name + " did not say '" + prefix + "'; its log ends: " + lastWords());
            }
            Pause.of(LOOK_AGAIN);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    boolean endedWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialException("interrupted while waiting for " + name);
        }
    }

    /// Lets it end by itself, and waits.
    void end(Duration limit) {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // then it knows
        }
        if (!endedWithin(limit)) {
            throw new TrialException(name + " did not end within " + limit.toSeconds() + " s");
        }
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly();
        endedWithin(Duration.ofSeconds(10));
    }

    String lastWords() {
        var lines = lines();
        return String.join(
                " / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private List<String> lines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            return List.of("(" + log + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
