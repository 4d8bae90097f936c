package dev.slipway.cli;

import dev.slipway.engine.start.Candidate;
import dev.slipway.engine.start.Readiness;
import dev.slipway.engine.start.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How the versions of a service are started on the copy, and what shows that they work.
final class StartOptions {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Arguments arguments;
    private final Supplier<Optional<String>> oldCommand;
    private final Supplier<Optional<String>> newCommand;
    private final Supplier<List<String>> checks;
    private final Supplier<Optional<String>> ready;
    private final Supplier<Optional<Duration>> limit;

    StartOptions(Arguments arguments) {
        this.arguments = arguments;
        oldCommand =
                arguments.option(
                        "--old-command",
                        "COMMAND",
                        String.class,
                        "Starts the version that runs now, for sh -c: on the old schema to measure"
                                + " by, and on the new one. The strongest evidence that it works"
                                + " there.",
                        "It finds the copy in DATABASE_URL and PGHOST, PGUSER, …, a free port in"
                                + " PORT, and old in SLIPWAY_VERSION; the rest of the environment"
                                + " is Slipway's own. It is ended with all that it started.");
        newCommand =
                arguments.option(
                        "--new-command",
                        "COMMAND",
                        String.class,
                        "Starts the new version in the same way, on the new schema. The down"
                                + " scripts are then tried on what it has written, too.");
        checks =
                arguments.repeatable(
                        "--check",
                        "COMMAND",
                        "What shows that a version that was started works, for sh -c, with the"
                                + " same environment: it ends with 0. Repeatable. What the old"
                                + " version fails on the old schema is not held against the new"
                                + " one.");
        ready =
                arguments.option(
                        "--ready",
                        "URL|COMMAND",
                        String.class,
                        "What shows that a version is ready: an address that answers with status"
                                + " 200, in which {port} is its PORT, or a command that is tried"
                                + " until it ends with 0. Default: something listens on its PORT.");
        limit =
                arguments.option(
                        "--start-limit",
                        "TIME",
                        Duration.class,
                        "Longest time until a version is ready, and for each check. Default: 60s.");
    }

    /// Refuses what has no meaning without a command.
    void check() {
        boolean starts = oldCommand.get().isPresent() || newCommand.get().isPresent();
        if (!starts && (!checks.get().isEmpty() || ready.get().isPresent())) {
            throw arguments.wrong(
                    "--check and --ready are for a version that is started: give --old-command,"
                            + " --new-command or both");
        }
        var _ = readiness();
    }

    Optional<Candidate> old() {
        return oldCommand.get().map(command -> candidate(Side.OLD, command));
    }

    Optional<Candidate> next() {
        return newCommand.get().map(command -> candidate(Side.NEW, command));
    }

    private Candidate candidate(Side side, String command) {
        return new Candidate(side, command, checks.get(), readiness(), limit.get().orElse(LIMIT));
    }

    private Readiness readiness() {
        try {
            return ready.get().map(Readiness::parse).orElseGet(Readiness.Listening::new);
        } catch (IllegalArgumentException e) {
            throw arguments.wrong("--ready is no address: " + e.getMessage());
        }
    }
}
