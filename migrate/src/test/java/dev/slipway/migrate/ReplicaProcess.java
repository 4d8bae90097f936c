package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A [Replica] in a JVM of its own, which can be killed.
final class ReplicaProcess implements AutoCloseable {

    private static final int LONGEST_SECONDS = 90;

    private final Process process;
    private final BufferedReader out;

    private ReplicaProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static ReplicaProcess start(DatabaseUrl url, Format format, Path folder, String application)
            throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Replica.class.getName(),
                        url.toString(),
                        format.word(),
                        folder.toString(),
                        application);
        return new ReplicaProcess(builder.redirectErrorStream(true).start());
    }

    /// Waits until its JVM is up and its set is read.
    ReplicaProcess awaitHere() throws IOException {
        assertThat(out.readLine()).isEqualTo(Replica.HERE);
        return this;
    }

    void migrate() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
    }

    /// As `kill -9` does; returns when it is dead.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Its exit code and what it said last.
    String end() throws InterruptedException {
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        try {
            return process.exitValue() + " " + String.join("\n", out.lines().toList());
        } catch (UncheckedIOException e) {
            return process.exitValue() + " " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
