package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How one of many that migrate at once goes before the others, whatever the server's version.
@OnEachServer
class MigrationLockTest extends DatabaseContract {

    MigrationLockTest(int major) {
        super(major);
    }

    @Test
    void replicas_that_start_together_apply_each_migration_once() throws Exception {
        write("1_log.sql", "create table log (line int);");
        for (int i = 2; i < 12; i++) {
            write(i + "_x.sql", "insert into log values (" + i + "); select pg_sleep(0.02);");
        }

        var outcomes = together(8, () -> migrator().build().migrate());

        assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Done.class));
        assertThat(rows("select line, count(*) from log group by line having count(*) > 1"))
                .isEmpty();
        assertThat(rows("select count(*) from log")).containsExactly("10");
    }

    @Test
    void an_index_is_built_concurrently_while_other_replicas_wait() throws Exception {
        write(
                "1_a.sql",
                "create table a (id int); insert into a select generate_series(1, 200000);");
        write("2_i.sql", "-- no-transaction\ncreate index concurrently a_id on a (id);\n");

        var outcomes = together(6, () -> migrator().build().migrate());

        assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Done.class));
        assertThat(rows("select indisvalid from pg_index where indexrelid = 'a_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void the_migration_lock_of_sqlx_is_waited_for_and_its_holder_named() throws Exception {
        write("1_a.sql", "create table a ();");
        try (var other = url.connect("a sqlx service");
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + sqlxLock(url.database()) + ")");

            var outcome = migrator().wait(Duration.ofMillis(300)).build().migrate();

            var holder = ((Outcome.Locked) outcome).holder().orElseThrow();
            assertThat(holder.application()).isEqualTo("a sqlx service");
            assertThat(holder.user()).isEqualTo(url.user());
            assertThat(holder.since()).isPresent();
        }
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
    }

    /// A service that tries again and again must not use up the server's connections.
    @Test
    void a_lock_that_was_not_had_leaves_no_session_behind() throws Exception {
        write("1_a.sql", "create table a ();");
        var migrator = migrator().wait(Duration.ofMillis(1)).application("refused").build();
        try (var other = url.connect("a sqlx service");
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + sqlxLock(url.database()) + ")");

            assertThat(migrator.migrate()).isInstanceOf(Outcome.Locked.class);
            assertThat(migrator.down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Locked.class);

            Eventually.holds("no session is left", () -> refusedSessions().isEmpty());
        }
    }

    private List<String> refusedSessions() throws SQLException {
        return rows("select pid from pg_stat_activity where application_name = 'refused lock'");
    }

    @Test
    void a_session_of_the_lock_that_was_ended_stops_the_migration() throws Exception {
        write("1_a.sql", "create table a ();\nselect pg_sleep(0.2);");
        write("2_b.sql", "create table b ();");
        var listener =
                new Listener() {
                    @Override
                    public void migrationEnds(Applied applied) {
                        try (var admin = server.superuser(url);
                                var statement = admin.createStatement()) {
                            statement.execute(
                                    """
                                    select pg_terminate_backend(pid, 5000)
                                      from pg_stat_activity
                                     where application_name = 'slipway migrate lock'
                                       and datname = current_database()
                                    """);
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };

        assertThatThrownBy(() -> migrator().listener(listener).build().migrate())
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("the session that held the migration lock was ended");
        assertThat(migrator().build().status().pending()).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({
        "app, 3469795979745788610",
        "synctv, 2961457393230173312",
        "postgres, 368907709894077238",
    })
    void the_lock_id_is_that_of_sqlx(String database, long id) {
        assertThat(sqlxLock(database)).isEqualTo(id);
    }

    private static long sqlxLock(String database) {
        return Formats.SQLX
                .lockIds(new HistoryTable(database, "public", "_sqlx_migrations"))
                .get(0);
    }

    private static <T> List<T> together(int count, Callable<T> task) throws Exception {
        var ready = new CountDownLatch(count);
        var futures = new ArrayList<Future<T>>();
        for (int i = 0; i < count; i++) {
            futures.add(
                    inThread(() -> {
                        ready.countDown();
                        ready.await();
                        return task.call();
                    }));
        }
        var results = new ArrayList<T>();
        for (var future : futures) {
            results.add(future.get(60, TimeUnit.SECONDS));
        }
        return results;
    }
}
