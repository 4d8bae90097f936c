package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a command to its end and returns the seconds that it took.
final class Program {

    private Program() {}

    static double run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    static double run(List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var log = Path.of(System.getProperty("java.io.tmpdir"), "bench-program.log").toFile();
        var process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed, see " + log);
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
