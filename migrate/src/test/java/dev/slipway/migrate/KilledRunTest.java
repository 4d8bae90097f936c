package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `kill -9` at random instants of a run, whose seed is in the test's report and can be given back
/// as `-Dslipway.seed`. Few instants unless `-Dslipway.full` is set.
class KilledRunTest {

    private static final int MIGRATIONS = 200;
    private static final int INSTANTS = System.getProperty("slipway.full") == null ? 4 : 50;

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
        reporter.publishEntry(format.word(), "-Dslipway.seed=" + seed);
        SampleSet.write(format, folder, MIGRATIONS);
        var undisturbed = server.newDatabase();
        var whole = undisturbed(format, undisturbed);
        var expected = DatabaseContents.of(undisturbed);
        drop(undisturbed);

        var random = new Random(seed);
        for (int i = 0; i < INSTANTS; i++) {
            var instant = Duration.ofNanos((long) (whole.toNanos() * random.nextDouble()));
            var url = server.newDatabase();
            killedAt(format, url, instant);
            var outcome = again(format, url);

            var where = "%s killed after %s, seed %d".formatted(format.word(), instant, seed);
            assertThat(outcome).as(where).isInstanceOf(Outcome.Done.class);
            assertThat(DatabaseContents.of(url)).as(where).isEqualTo(expected);
            drop(url);
        }
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

    /// The next run.
    private Outcome again(Format format, DatabaseUrl url) {
        return Migrator.builder()
                .database(url)
                .migrations(MigrationSet.of(format, folder))
                .application("test")
                .build()
                .migrate();
    }

    private void drop(DatabaseUrl url) throws SQLException {
        try (var admin = server.url("postgres", "postgres").connect("test");
                var statement = admin.createStatement()) {
            statement.execute("drop database \"" + url.database() + "\" with (force)");
        }
    }
}
