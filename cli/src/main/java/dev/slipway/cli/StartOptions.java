package dev.slipway.cli;

import dev.slipway.engine.start.Candidate;
import dev.slipway.engine.start.Readiness;
import dev.slipway.engine.start.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How the versions of a service are started on the copy, and what shows that they work.
final class StartOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--old-command",
            paramLabel = "COMMAND",
            description = {
                "Starts the version that runs now, for sh -c: on the old schema to measure by, and on"
                        + " the new one. The strongest evidence that it works there.",
                "It finds the copy in DATABASE_URL and PGHOST, PGUSER, …, a free port in PORT, and"
                        + " old in SLIPWAY_VERSION; the rest of the environment is Slipway's own. It is"
                        + " ended with all that it started."
            })
    private @Nullable String oldCommand;

    @Option(
            names = "--new-command",
            paramLabel = "COMMAND",
            description =
                    "Starts the new version in the same way, on the new schema. The down scripts are"
                            + " then tried on what it has written, too.")
    private @Nullable String newCommand;

    @Option(
            names = "--check",
            paramLabel = "COMMAND",
            description =
                    "What shows that a version that was started works, for sh -c, with the same"
                            + " environment: it ends with 0. Repeatable. What the old version fails on"
                            + " the old schema is not held against the new one.")
    private List<String> checks = List.of();

    @Option(
            names = "--ready",
            paramLabel = "URL|COMMAND",
            description =
                    "What shows that a version is ready: an address that answers with status 200, in"
                            + " which {port} is its PORT, or a command that is tried until it ends with"
                            + " 0. Default: something listens on its PORT.")
    private @Nullable String ready;

    @Option(
            names = "--start-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Longest time until a version is ready, and for each check. Default: 60s.")
    private Duration limit = Duration.ofSeconds(60);

    /// Refuses what has no meaning without a command.
    void check() {
        if (oldCommand == null && newCommand == null && (!checks.isEmpty() || ready != null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--check and --ready are for a version that is started: give --old-command,"
                            + " --new-command or both");
        }
        var _ = readiness();
    }

    Optional<Candidate> old() {
        return Optional.ofNullable(oldCommand).map(command -> candidate(Side.OLD, command));
    }

    Optional<Candidate> next() {
        return Optional.ofNullable(newCommand).map(command -> candidate(Side.NEW, command));
    }

    private Candidate candidate(Side side, String command) {
        return new Candidate(side, command, checks, readiness(), limit);
    }

    private Readiness readiness() {
        try {
            return ready == null ? new Readiness.Listening() : Readiness.parse(ready);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--ready is no address: " + e.getMessage(), e);
        }
    }
}
