package dev.slipway.engine.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// One process, told from every other that ever had the same number.
///
/// @param start in clock ticks since the machine started, as the kernel counts them
/// @param boot the kernel's name for that start of the machine
public record ProcessId(long pid, long start, String boot) {

    private static final Path PROC = Path.of("/proc");

    /// In `/proc/PID/stat`, counted from the field after the name in brackets.
    private static final int STATE_FIELD = 0;

    private static final int START_FIELD = 19;

    static Optional<ProcessId> of(Properties fields) {
        var pid = fields.getProperty("pid", "");
        var start = fields.getProperty("start", "");
        return pid.matches("\\d{1,10}") && start.matches("\\d{1,18}")
                ? Optional.of(
                        new ProcessId(
                                Long.parseLong(pid),
                                Long.parseLong(start),
                                fields.getProperty("boot", "")))
                : Optional.empty();
    }

    /// Whether it still runs: neither gone, nor dead and only not yet buried, nor another.
    boolean alive() {
        return boot.equals(currentBoot())
                && stat().filter(fields -> Long.parseLong(fields.get(START_FIELD)) == start)
                        .filter(fields -> !"ZX".contains(fields.get(STATE_FIELD)) || hasThreads())
                        .isPresent();
    }

    /// A process whose first thread is dead still holds its files and locks while others end.
    private boolean hasThreads() {
        var threads = PROC.resolve(Long.toString(pid)).resolve("task").toFile().list();
        return threads != null && threads.length > 1;
    }

    private Optional<List<String>> stat() {
        return firstLine(PROC.resolve(Long.toString(pid)).resolve("stat"))
                .map(line -> List.of(line.substring(line.lastIndexOf(')') + 2).split(" ")));
    }

    private static String currentBoot() {
        return firstLine(PROC.resolve("sys/kernel/random/boot_id")).orElse("");
    }

    /// A process that ends while it is read has no line any more; so has one that never was.
    private static Optional<String> firstLine(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
