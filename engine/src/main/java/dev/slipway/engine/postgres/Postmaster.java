package dev.slipway.engine.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The running first process of a server, known by what it is and not by its pid file, which may be
/// stale.
record Postmaster(ProcessHandle process, Path data) {

    /// How a server is told to stop.
    enum Mode {
        /// Ends sessions, and writes a checkpoint.
        FAST("INT"),
        /// Writes nothing: for data that will be deleted.
        IMMEDIATE("QUIT");

        private final String signal;

        Mode(String signal) {
            this.signal = signal;
        }
    }

    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);

    /// Lines of `postmaster.pid`, counted from 0.
    private static final int PORT = 3;

    private static final int STATUS = 7;

    /// The one that runs on the data directory `data`.
    static Optional<Postmaster> of(Path data) {
        return Orphans.of("postgres", data)
                .findFirst()
                .map(process -> new Postmaster(process, data));
    }

    /// The one that runs on `data`, after a start that is still under way has come to its end: that
    /// of a Slipway that was killed meanwhile.
    static Optional<Postmaster> settled(Path data, Duration limit) {
        Patience.await(() -> Orphans.of("pg_ctl", data).findAny().isEmpty(), limit);
        return of(data);
    }

    /// The port on which it takes connections, once it does; empty when it ended instead.
    OptionalInt awaitReady(Duration limit) {
        if (!Patience.await(() -> isReady() || !Patience.runs(process), limit)) {
            throw new PostgresException(
                    "The server in %s takes no connections after %d s; look at its log"
                            .formatted(data, limit.toSeconds()));
        }
        return isReady()
                ? OptionalInt.of(Integer.parseInt(pidFile(data).get(PORT)))
                : OptionalInt.empty();
    }

    private boolean isReady() {
        var file = pidFile(data);
        return Patience.runs(process)
                && file.size() > STATUS
                && file.get(STATUS).startsWith("ready");
    }

    /// Ends the server and waits until it is gone; one that does not end within `limit` is killed.
    void stop(Mode mode, Duration limit) {
        var kill = "kill -" + mode.signal + " " + process.pid();
        Command.of("sh", "-c", kill).run(SIGNAL_LIMIT);
        if (!Patience.awaitEnd(process, limit)) {
            process.destroyForcibly();
            Patience.awaitEnd(process, limit);
        }
    }

    /// Removes a pid file whose number now belongs to another program, at which PostgreSQL would
    /// balk. One whose process is gone is left to PostgreSQL, which looks for its orphans too.
    static void forgetReusedPid(Path data) {
        var file = pidFile(data);
        try {
            if (!file.isEmpty()
                    && of(data).isEmpty()
                    && ProcessHandle.of(Long.parseLong(file.getFirst())).isPresent()) {
                Files.deleteIfExists(data.resolve("postmaster.pid"));
            }
        } catch (IOException e) {
            throw new PostgresException("Removing a stale pid file in " + data + " failed", e);
        }
    }

    private static List<String> pidFile(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new PostgresException("Reading the pid file in " + data + " failed: " + e, e);
        }
    }
}
