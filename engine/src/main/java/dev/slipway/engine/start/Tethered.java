package dev.slipway.engine.start;

import dev.slipway.engine.deploy.Deadline;
import dev.slipway.engine.postgres.Tail;
import dev.slipway.engine.postgres.ToolRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A command that does not outlive us, however we end.
///
/// It runs in a session of its own, with a guard beside it that reads a pipe of which we hold the
/// other end. When that end is closed, by us or by the kernel after `kill -9`, the guard asks all
/// of the session to stop, and kills what has not after a while.
final class Tethered implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration TO_DIE = Duration.ofSeconds(10);

    /// The shell around the command waits for what the command started before it ends at a TERM, so
    /// that the guard sees when all of it is over. `$1` is the command, `$2` the grace in tenths of
    /// a second.
    private static final String SCRIPT =
            """
            exec 3<&0 </dev/null
            sh -c 'trap "exit 143" TERM; eval "$1"' sh "$1" 3<&- &
            command=$!
            trap '' TERM
            (
                read -r _ <&3
                kill -s TERM -- "-$$"
                left=$2
                while [ "$left" -gt 0 ] && kill -0 "$command" 2>/dev/null; do
                    sleep 0.1
                    left=$((left - 1))
                done
                kill -s KILL -- "-$$"
            ) &
            exec 3<&-
            wait "$command"
            """;

    private final Process process;
    private final Tail tail;
    private Optional<String> said = Optional.empty();

    private Tethered(Process process) {
        this.process = process;
        tail = Tail.of(process.getInputStream());
    }

    /// @param variables on top of this process's own, of which libpq's are left out
    static Tethered start(String command, Map<String, String> variables) {
        var tenths = Long.toString(GRACE.toMillis() / 100);
        var builder =
                new ProcessBuilder("setsid", "sh", "-c", SCRIPT, "slipway", command, tenths)
                        .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(variables);
        try {
            return new Tethered(builder.start());
        } catch (IOException e) {
            throw new StartException("cannot start " + command, e);
        }
    }

    /// The exit code of the command; empty while it runs.
    OptionalInt exit() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /// Waits for its end.
    OptionalInt exitWithin(Duration limit) {
        Deadline.in(limit).await(() -> !process.isAlive());
        return exit();
    }

    /// The end of what it said before it was asked to stop; to be asked once it is closed.
    List<String> lastLines() {
        return ToolRun.lastLines(said.orElseGet(this::all)).lines().toList();
    }

    private String all() {
        try {
            return tail.text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tail.soFar();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            said = Optional.of(tail.soFar());
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new StartException("cannot stop what was started", e);
        }
        if (!Deadline.in(GRACE.plus(TO_DIE)).await(() -> !process.isAlive())) {
            process.destroyForcibly();
        }
    }
}
