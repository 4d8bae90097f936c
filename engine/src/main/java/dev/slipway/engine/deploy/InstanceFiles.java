package dev.slipway.engine.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of one instance: `NAME.run`, `NAME.stop`, `NAME.lock` and `NAME.log`.
record InstanceFiles(Path directory, String name) {

    /// Stands in the log where a process of the instance begins.
    static final String BEGINNING = "---- slipway starts ";

    private static final int LAST_LINES = 20;

    static InstanceFiles of(Instance instance) {
        return new InstanceFiles(instance.directory(), instance.name());
    }

    Path run() {
        return file(".run");
    }

    Path lock() {
        return file(".lock");
    }

    Path log() {
        return file(".log");
    }

    private Path stop() {
        return file(".stop");
    }

    private Path file(String suffix) {
        return directory.resolve(name + suffix);
    }

    void createDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new DeployException("cannot create the directory " + directory, e);
        }
    }

    /// What is known of the request to stop this process; empty when there was none.
    Optional<StopNote> stopNote(ProcessId process) {
        try {
            return StopNote.read(Files.readString(stop()))
                    .filter(note -> note.process().equals(process));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DeployException("cannot read " + stop(), e);
        }
    }

    /// Whoever reads it sees the whole note or none.
    void write(StopNote note) {
        var half = file(".stop.new");
        try {
            Files.writeString(half, note.text());
            Files.move(half, stop(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DeployException("cannot write " + stop(), e);
        }
    }

    /// The end of what its latest process wrote.
    List<String> lastLines() {
        try {
            var lines = new ArrayList<String>();
            for (var line : text(log()).lines().toList()) {
                if (line.startsWith(BEGINNING)) {
                    lines.clear();
                } else {
                    lines.add(line);
                }
            }
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(the log " + log() + " cannot be read: " + e.getMessage() + ")");
        }
    }

    /// A service may log any bytes; those that are no UTF-8 are replaced.
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /// That a process was asked to stop, kept beside it because the conductor that asks may die.
    ///
    /// @param sent whether the signal is known to be sent; before that it may be, or not
    record StopNote(ProcessId process, Instant at, boolean sent) {

        StopNote asSent() {
            return new StopNote(process, at, true);
        }

        private String text() {
            return "%d %d %s %s %s\n"
                    .formatted(
                            process.pid(),
                            process.start(),
                            process.boot(),
                            at,
                            sent ? "sent" : "asking");
        }

        private static Optional<StopNote> read(String text) {
            var fields = text.strip().split(" ", -1);
            return fields.length == 5
                    ? Optional.of(
                            new StopNote(
                                    new ProcessId(
                                            Long.parseLong(fields[0]),
                                            Long.parseLong(fields[1]),
                                            fields[2]),
                                    Instant.parse(fields[3]),
                                    fields[4].equals("sent")))
                    : Optional.empty();
        }
    }
}
