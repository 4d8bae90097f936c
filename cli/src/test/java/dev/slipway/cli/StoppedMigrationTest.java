package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is ended while its migration runs leaves nothing running on the server.
class StoppedMigrationTest extends DatabaseFixture {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final String SLEEPING =
            """
            select count(*)
              from pg_stat_activity
             where datname = current_database() and query like '%pg_sleep(60)%'
               and pid <> pg_backend_pid()
            """;

    @TempDir private Path outputs;
    private Optional<Process> child = Optional.empty();

    @BeforeEach
    void twoMigrations() throws IOException {
        write("1_slow.sql", "create table room (id int);\nselect pg_sleep(60);\n");
        write("2_next.sql", "create table next (id int);\n");
    }

    @AfterEach
    void leaveNothing() {
        child.ifPresent(Process::destroyForcibly);
    }

    @Test
    void one_that_is_told_to_end_stops_its_statement_and_says_so() throws Exception {
        startAndAwaitSleep();

        child.orElseThrow().destroy();

        assertThat(child.orElseThrow().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(value(SLEEPING)).isEqualTo("0");
        assertThat(output())
                .isEqualTo(
                        "slipway: it was told to end, and stops what runs at 1_slow.sql:2: slipway db"
                                + " status says where the database stands\n");
        assertThat(child.orElseThrow().exitValue()).isEqualTo(143);
        assertNothingIsLeft();
    }

    @Test
    void one_that_is_killed_leaves_no_statement_behind() throws Exception {
        startAndAwaitSleep();

        child.orElseThrow().destroyForcibly().waitFor();

        until(() -> value(SLEEPING).equals("0"));
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws SQLException {
        assertThat(value("select to_regclass('room')::text || to_regclass('next')::text"))
                .isEqualTo("null");
        assertThat(db("status").exit()).isEqualTo(5);
    }

    private void startAndAwaitSleep() throws Exception {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "db",
                        "migrate",
                        "--migrations",
                        folder.toString(),
                        "--database-url",
                        database.toReference());
        child =
                Optional.of(
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(outputFile().toFile())
                                .start());
        until(() -> {
            if (!child.orElseThrow().isAlive()) {
                fail("it ended by itself: " + output());
            }
            return value(SLEEPING).equals("1");
        });
    }

    private Path outputFile() {
        return outputs.resolve("output");
    }

    private String output() throws IOException {
        return Files.readString(outputFile());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                fail("it did not come so far");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
