package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `kill -9` at random instants of a run, whose seed is in the test's report and can be given back
/// as `-Dslipway.seed`. Few instants unless `-Dslipway.full` is set, and fewer on a busy machine.
class KilledRunTest {

    private static final int MIGRATIONS = 200;
    private static final int INSTANTS = System.getProperty("slipway.full") == null ? 4 : 50;

    /// How long a format may take before its first instants count as enough.
    private static final Duration ENOUGH =
            System.getProperty("slipway.full") == null ? Duration.ofSeconds(6) : Duration.ofDays(1);

    /// Slow, on a server that cannot look whether its client is still there.
    private static final String SLOW_HISTORY =
            """
            create function slow() returns trigger language plpgsql as '
            begin
                perform set_config(''client_connection_check_interval'', ''0'', true);
                perform pg_sleep(1.5);
                return new;
            end';
            create trigger slow before insert on goose_db_version
               for each row execute function slow()
            """;

    private static final String SLEEPS =
            """
            select
              from pg_stat_activity
             where wait_event = 'PgSleep' and datname = current_database()
            """;

    private final TestServer server = TestServer.of(18);
    private final long seed = Long.getLong("slipway.seed", System.nanoTime());
    @TempDir private Path folder;

    static Stream<Format> formats() {
        return Formats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_run_that_was_killed_is_finished_by_the_next_as_if_it_had_not_been(
            Format format, TestReporter reporter) throws Exception {
        long began = System.nanoTime();
        reporter.publishEntry(format.word(), "-Dslipway.seed=" + seed);
        SampleSet.write(format, folder, MIGRATIONS);
        var undisturbed = server.newDatabase();
        var whole = undisturbed(format, undisturbed);
        var expected = DatabaseContents.of(undisturbed);
        drop(undisturbed);

        var random = new Random(seed);
        for (int i = 0;
                i < INSTANTS && (i == 0 || System.nanoTime() - began < ENOUGH.toNanos());
                i++) {
            var instant = Duration.ofNanos((long) (whole.toNanos() * random.nextDouble()));
            var url = server.newDatabase();
            killedAt(format, url, instant);
            var outcome = again(migrator(format, url));

            var where = "%s killed after %s, seed %d".formatted(format.word(), instant, seed);
            assertThat(outcome).as(where).isInstanceOf(Outcome.Done.class);
            assertThat(DatabaseContents.of(url)).as(where).isEqualTo(expected);
            drop(url);
        }
    }

    /// The server goes on with the message that it was sent, though the migration lock is free.
    @Test
    void what_the_server_still_does_for_a_killed_run_is_waited_for() throws Exception {
        var url = killedWhileTheServerWorks();

        assertThat(migrator(Formats.GOOSE, url).migrate()).isEqualTo(new Outcome.Done(List.of()));
        assertThat(DatabaseContents.of(url))
                .filteredOn(line -> line.startsWith("public.line "))
                .containsExactly("public.line {\"n\": 2}");
    }

    @Test
    void what_it_still_does_is_waited_for_before_anything_is_taken_back() throws Exception {
        var url = killedWhileTheServerWorks();

        var down = (DownOutcome.Done) migrator(Formats.GOOSE, url).down(DataLoss.ACCEPT);

        assertThat(down.migration().version()).isEqualTo("2");
    }

    @Test
    void what_it_still_does_is_waited_for_before_anything_is_repaired() throws Exception {
        var url = killedWhileTheServerWorks();

        var second = new Marks(List.of(), List.of("2"));

        assertThat(migrator(Formats.GOOSE, url).repair(Confirm.YES, second))
                .isInstanceOf(RepairOutcome.Done.class);
    }

    /// The second of two migrations is still being applied, and its process is gone.
    private DatabaseUrl killedWhileTheServerWorks() throws Exception {
        var url = server.newDatabase();
        Files.writeString(folder.resolve("1_a.sql"), "-- +goose Up\ncreate table line (n int);\n");
        migrator(Formats.GOOSE, url).migrate();
        new TestDatabase(url).execute(SLOW_HISTORY);
        Files.writeString(
                folder.resolve("2_b.sql"),
                "-- +goose Up\ninsert into line values (2);\n-- +goose Down\ndelete from line;\n");
        try (var process = ReplicaProcess.start(url, Formats.GOOSE, folder, "test").awaitHere()) {
            process.migrate();
            Eventually.holds(
                    "the server works", () -> !new TestDatabase(url).rows(SLEEPS).isEmpty());
            process.kill();
        }
        return url;
    }

    /// How long a run takes that nobody kills.
    private Duration undisturbed(Format format, DatabaseUrl url)
            throws IOException, InterruptedException {
        try (var process = ReplicaProcess.start(url, format, folder, "test").awaitHere()) {
            long began = System.nanoTime();
            process.migrate();
            assertThat(process.end()).startsWith("0 ");
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    private void killedAt(Format format, DatabaseUrl url, Duration instant)
            throws IOException, InterruptedException {
        try (var process = ReplicaProcess.start(url, format, folder, "test").awaitHere()) {
            process.migrate();
            Thread.sleep(instant.toMillis(), instant.toNanosPart() % 1_000_000);
            process.kill();
        }
    }

    /// The next run, after a person did what the state of the tool demands.
    private static Outcome again(Migrator migrator) {
        var outcome = migrator.migrate();
        if (outcome instanceof Outcome.Refused) {
            assertThat(migrator.repair(Confirm.YES, Marks.NONE))
                    .isInstanceOf(RepairOutcome.Done.class);
            return migrator.migrate();
        }
        return outcome;
    }

    private Migrator migrator(Format format, DatabaseUrl url) {
        return Migrator.builder()
                .database(url)
                .migrations(MigrationSet.of(format, folder))
                .application("test")
                .build();
    }

    private void drop(DatabaseUrl url) throws SQLException {
        new TestDatabase(server.url("postgres", "postgres"))
                .execute("drop database \"" + url.database() + "\" with (force)");
    }
}
