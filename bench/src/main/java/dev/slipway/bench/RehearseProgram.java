package dev.slipway.bench;

import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs `slipway rehearse` as a process of its own, and looks at how much memory it takes.
final class RehearseProgram {

    private static final String PEAK = "VmHWM:";

    /// How it ends when all went well and nobody gave it the old version's SQL.
    private static final int UNDECIDED = 4;

    private static final int PAUSE_MS = 100;

    private final DatabaseUrl source;
    private final BigFiles files;
    private final Path project;
    private double peak;

    /// @param project where it runs, and keeps what is its own
    RehearseProgram(BigDatabase source, Path project) {
        this.source = source.url();
        this.files = source.files();
        this.project = project;
    }

    /// @return the seconds that it took
    double run(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(System.getProperty("bench.slipway"), "rehearse"));
        command.addAll(List.of("--database-url", source.toReference()));
        command.addAll(List.of("--migrations", files.folder().toString(), "--format", "sqlx"));
        command.addAll(List.of(options));
        var log = project.resolve("rehearse.log");
        var builder = new ProcessBuilder(command).directory(project.toFile());
        long began = System.nanoTime();
        var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        double most = peak(process);
        double took = (System.nanoTime() - began) / 1e9;
        if (process.exitValue() != UNDECIDED) {
            throw new IOException(command + " failed:\n" + Files.readString(log));
        }
        peak = Math.max(peak, most);
        System.err.printf("  %s: %.1f s, %s%n", List.of(options), took, Unit.MEMORY.show(most));
        return took;
    }

    /// The most memory that the process had at a time while it ran, as the kernel counts it.
    private static double peak(Process process) throws IOException, InterruptedException {
        double peak = 0;
        while (!process.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        return peak;
    }

    /// Nothing once it has ended.
    private static double peak(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> 1024.0 * Long.parseLong(line.replaceAll("\\D", "")))
                    .max()
                    .orElse(0);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /// The most memory that any run so far took, in bytes.
    double peak() {
        return peak;
    }
}
