package dev.slipway.engine.release;

import dev.slipway.engine.deploy.ProcessTarget;
import dev.slipway.engine.ledger.LeaseTerms;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.scratch.OtherJvm;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Conducts a release in a JVM of its own, so that it can be killed, and says on its output what it
/// does.
final class ConductorProcess {

    private static final LeaseTerms TERMS =
            new LeaseTerms(Duration.ofMillis(1500), Duration.ofSeconds(5));

    private ConductorProcess() {}

    /// @param args the ledger's reference, and the id of the release
    public static void main(String[] args) {
        var ledger = Ledger.open(DatabaseUrl.parse(args[0]), Clock.systemUTC());
        try (var target = new ProcessTarget(Clock.systemUTC())) {
            say("begins");
            var conducted =
                    new Conductor(
                                    ledger,
                                    Journey.runners(target),
                                    TERMS,
                                    "process " + ProcessHandle.current().pid(),
                                    new Talk())
                            .conduct(Long.parseLong(args[1]));
            say("conducted " + conducted);
        }
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private static final class Talk implements Progress {
        @Override
        public void begins(Step step) {
            say("begins " + step.id());
        }

        @Override
        public void ends(Step step, Outcome outcome, Duration took) {
            say("ends " + step.id());
        }
    }

    /// A conductor that was started, and what it said.
    record Started(Process process) implements AutoCloseable {

        static Started on(DatabaseUrl ledger, long release, Path log) throws IOException {
            var arguments = List.of(ledger.toReference(), Long.toString(release));
            var process =
                    new ProcessBuilder(OtherJvm.command(ConductorProcess.class, arguments))
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            return new Started(process);
        }

        /// Reads what it says until it says that, or ends.
        boolean heard(String line) throws IOException {
            var input = process.inputReader(StandardCharsets.UTF_8);
            for (var said = input.readLine(); said != null; said = input.readLine()) {
                if (said.equals(line)) {
                    return true;
                }
            }
            return false;
        }

        /// The last that it said, once it has ended.
        String lastWords() throws IOException {
            return process.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .reduce((_, last) -> last)
                    .orElse("");
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
