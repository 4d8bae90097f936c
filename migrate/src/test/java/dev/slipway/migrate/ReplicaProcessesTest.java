package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sixteen replicas of a service, each a process, that start at once.
class ReplicaProcessesTest {

    private static final int REPLICAS = 16;
    private static final int MIGRATIONS = 200;

    private static final String HOLDER =
            """
            select substring(a.application_name from '[0-9]+')::int
              from pg_locks l
              join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory'
               and l.granted
               and a.datname = current_database()
               and (select count(*) from line) between 20 and 150
             limit 1
            """;

    private final TestServer server = TestServer.of(15);
    private final List<ReplicaProcess> replicas = new ArrayList<>();
    @TempDir private Path folder;
    private DatabaseUrl url;

    @BeforeEach
    void start_them_on_an_empty_database() throws Exception {
        url = server.newDatabase();
        SampleSet.write(Formats.SQLX, folder, MIGRATIONS);
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(ReplicaProcess.start(url, Formats.SQLX, folder, "replica " + i));
        }
        for (var replica : replicas) {
            replica.awaitHere();
        }
        for (var replica : replicas) {
            replica.migrate();
        }
    }

    @AfterEach
    void stop_what_is_left() {
        replicas.forEach(ReplicaProcess::close);
    }

    @Test
    void all_end_ready_and_each_migration_ran_once() throws Exception {
        for (var replica : replicas) {
            assertThat(replica.end()).startsWith("0 ");
        }

        assertEachRanOnce();
    }

    @Test
    void one_is_killed_and_the_others_do_what_it_left() throws Exception {
        int holder = Eventually.found("one is half-way through the set", this::holder);
        var killed = replicas.remove(holder);
        killed.kill();
        for (var replica : replicas) {
            assertThat(replica.end()).startsWith("0 ");
        }

        assertThat(killed.end()).startsWith("137 ");
        assertThat(replicas).hasSize(REPLICAS - 1);
        assertEachRanOnce();
    }

    private void assertEachRanOnce() throws SQLException {
        var status =
                Migrator.builder()
                        .database(url)
                        .migrations(MigrationSet.of(Formats.SQLX, folder))
                        .build()
                        .status();
        assertThat(status.state()).isEqualTo(State.READY);
        assertThat(status.applied()).isEqualTo(MIGRATIONS);
        assertThat(numbers("select number from line where number < 1000 order by 1"))
                .isEqualTo(
                        IntStream.rangeClosed(1, MIGRATIONS)
                                .filter(number -> number % 20 != 7)
                                .boxed()
                                .toList());
        assertThat(numbers("select 1 from pg_index where not indisvalid")).isEmpty();
    }

    /// Which one holds the migration lock, half-way through the set.
    private Optional<Integer> holder() throws SQLException {
        return numbers("select 1 from pg_tables where tablename = 'line'").isEmpty()
                ? Optional.empty()
                : numbers(HOLDER).stream().findFirst();
    }

    private List<Integer> numbers(String sql) throws SQLException {
        try (var connection = server.superuser(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var numbers = new ArrayList<Integer>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }
}
