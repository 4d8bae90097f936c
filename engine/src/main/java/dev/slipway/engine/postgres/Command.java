package dev.slipway.engine.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A program with its arguments, run as a child process to its end.
///
/// It sees none of this process's `PG…` variables, which would lead it to another server, and
/// speaks English, so that its words can be understood.
///
/// @param environment variables on top of this process's own
record Command(List<String> words, Map<String, String> environment, Path directory) {

    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static Command of(List<String> words) {
        return new Command(words, Map.of(), Path.of("/"));
    }

    static Command of(String... words) {
        return of(List.of(words));
    }

    Command with(Map<String, String> variables) {
        return new Command(words, variables, directory);
    }

    /// Waits for the end. The child does not outlive an interrupt or the limit.
    ///
    /// @throws PostgresException when it cannot be started, or was cut short: what it did is then
    ///   unknown
    ToolRun run(Duration limit) {
        var process = start();
        try {
            var out = Tail.of(process.getInputStream());
            var err = Tail.of(process.getErrorStream());
            if (!process.waitFor(limit)) {
                throw new PostgresException(
                        "%s was stopped: it had not ended after %d s"
                                .formatted(tool(), limit.toSeconds()));
            }
            return new ToolRun(tool(), process.exitValue(), out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException(tool() + " was stopped: its caller was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() {
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new PostgresException(tool() + " cannot be run: " + e.getMessage(), e);
        }
    }

    private String tool() {
        return Path.of(words.getFirst()).getFileName().toString();
    }
}
