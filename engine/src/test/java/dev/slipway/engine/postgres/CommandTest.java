package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void a_flood_of_output_is_drained_and_its_end_is_kept() {
        var run = Command.of("sh", "-c", "seq 1 300000; seq 1 300000 >&2; exit 3").run(LIMIT);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).hasSize(64 * 1024).endsWith("299999\n300000\n");
        assertThat(run.lastWords()).startsWith("299986").endsWith("300000");
    }

    @Test
    void a_child_speaks_english_and_knows_only_the_variables_that_it_is_given() {
        var run =
                Command.of("sh", "-c", "echo $LC_ALL $PGHOST; env | grep -c ^PG")
                        .with(Map.of("PGHOST", "here"))
                        .run(LIMIT);

        assertThat(run.out()).isEqualTo("C here\n1\n");
    }

    @Test
    void a_child_that_takes_too_long_is_killed_with_its_children() throws Exception {
        var command = sleeperThatNotesItsPid();

        assertThatThrownBy(() -> command.run(Duration.ofSeconds(1)))
                .isInstanceOf(PostgresException.class)
                .hasMessage("sh was stopped: it had not ended after 1 s");

        awaitEnd(pid());
    }

    @Test
    void a_child_does_not_outlive_the_interrupt_of_its_caller() throws Exception {
        var command = sleeperThatNotesItsPid();
        var outcome = new CompletableFuture<Throwable>();
        var caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                command.run(LIMIT);
                            } catch (PostgresException e) {
                                outcome.complete(e);
                            }
                        });
        while (!Files.exists(folder.resolve("pid"))) {
            LockSupport.parkNanos(1_000_000);
        }

        caller.interrupt();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
        awaitEnd(pid());
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Command.of("/nowhere/pg_dump").run(LIMIT))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("pg_dump cannot be run");
    }

    /// A shell, and below it a sleep whose process id is noted.
    private Command sleeperThatNotesItsPid() {
        var script = "sleep 60 & echo $! > pid.new; mv pid.new pid; wait";
        return new Command(List.of("sh", "-c", script), Map.of(), folder);
    }

    private long pid() throws Exception {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    private static void awaitEnd(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
