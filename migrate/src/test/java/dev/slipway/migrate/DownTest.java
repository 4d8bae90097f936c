package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the newest migration is taken back, whatever the server's version.
@OnEachServer
class DownTest {

    private final TestServer server;
    @TempDir private Path folder;
    private TestDatabase database;

    DownTest(int major) {
        server = TestServer.of(major);
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        database = new TestDatabase(server.newDatabase());
    }

    @Test
    void exactly_the_newest_migration_is_taken_back() throws Exception {
        pair(1, "create table room (id int);", "drop table room;");
        pair(2, "alter table room add name text;", "alter table room drop name;");
        migrate();

        var done = (DownOutcome.Done) down();

        assertThat(done.migration()).isEqualTo(new Reverted("2", "x", "2_x.down.sql", false));
        assertThat(done.losses()).contains(List.of());
        assertThat(done.exit()).isEqualTo(Exit.DONE);
        assertThat(columns("room")).containsExactly("id");
        assertThat(migrator().build().status().pending()).containsExactly("2");
        assertThat(database.rows("select version from slipway.migration")).containsExactly("1");
        assertThat(down()).isInstanceOf(DownOutcome.Done.class);
        assertThat(down()).isEqualTo(new DownOutcome.Nothing());
    }

    @Test
    void a_program_without_the_file_goes_down_by_the_bookkeeping() throws Exception {
        pair(1, "create table room (id int);", "drop table room;");
        pair(2, "create table seat (id int);", "drop table seat;");
        migrate();
        Files.delete(folder.resolve("2_x.up.sql"));
        Files.delete(folder.resolve("2_x.down.sql"));
        assertThat(migrator().build().status().state()).isEqualTo(State.AHEAD);

        var done = (DownOutcome.Done) down();

        assertThat(done.migration()).isEqualTo(new Reverted("2", "x", "2_x.down.sql", true));
        assertThat(migrator().build().status().state()).isEqualTo(State.READY);
        assertThat(database.rows("select to_regclass('seat')")).containsExactly("null");
    }

    @Test
    void a_goose_file_that_is_gone_is_taken_back_by_the_bookkeeping() throws Exception {
        write("1_a.sql", "-- +goose Up\ncreate table a ();\n-- +goose Down\ndrop table a;\n");
        write("2_b.sql", "-- +goose Up\ncreate table b ();\n-- +goose Down\ndrop table b;\n");
        goose().build().migrate();
        Files.delete(folder.resolve("2_b.sql"));

        assertThat(goose().build().down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);
        assertThat(database.rows("select version_id from goose_db_version order by 1"))
                .containsExactly("0", "1");
        assertThat(database.rows("select to_regclass('b')")).containsExactly("null");
    }

    @Test
    void what_is_taken_back_by_a_changed_file_is_what_was_applied() throws Exception {
        pair(1, "create table room (id int);", "drop table room;");
        migrate();
        pair(1, "create table hall (id int);", "drop table hall;");

        var done = (DownOutcome.Done) down();

        assertThat(done.migration().kept()).isTrue();
        assertThat(database.rows("select to_regclass('room')")).containsExactly("null");
    }

    @Test
    void data_is_counted_and_nothing_is_changed_without_acceptance() throws Exception {
        pair(
                1,
                "create table \"Room\" (id int, name text, \"Size\" int); create table seat (id int);"
                        + " create table empty (id int)",
                "alter table \"Room\" drop name, drop \"Size\"; drop table seat; drop table empty");
        migrate();
        database.execute(
                """
                insert into "Room" values (1, 'a', null), (2, 'b', null), (3, null, null);
                insert into seat select generate_series(1, 5)
                """);

        var blocked = (DownOutcome.Blocked) down();

        assertThat(blocked.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(told(blocked.losses()))
                .containsExactly("COLUMN public.Room.name 2", "TABLE public.seat 5");
        assertThat(columns("\"Room\"")).containsExactly("id", "name", "Size");
        assertThat(migrator().build().status().state()).isEqualTo(State.READY);

        var done = (DownOutcome.Done) migrator().build().down(DataLoss.ACCEPT);

        assertThat(done.losses()).contains(blocked.losses());
        assertThat(columns("\"Room\"")).containsExactly("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "delete from room where id > 1; DELETED public.room 2",
                "update room set name = 'x' where id = 1; UPDATED public.room 1",
                "truncate room; EMPTIED public.room 3",
                "truncate room, insert into room values (9); EMPTIED public.room 3",
                "alter table room alter name type date using now(); CONVERTED public.room.name 2",
                "do $$ begin drop table room, end $$;TABLE public.room 3",
                "drop type mood cascade; COLUMN public.room.mood 1",
                "drop table part; TABLE public.part 4",
                "drop table part1; TABLE public.part1 3",
                "alter table part drop n; COLUMN public.part.n 4",
            })
    void whatever_destroys_data_is_seen(String sql, String loss) throws Exception {
        pair(
                1,
                """
                create type mood as enum ('good');
                create table room (id int, name text, mood mood);
                create table part (id int, n int) partition by range (id);
                create table part1 partition of part for values from (0) to (10);
                create table part2 partition of part for values from (10) to (20)
                """,
                sql.replace(", insert", "; insert").replace(", end", "; end"));

        migrate();
        database.execute(
                """
                insert into room values (1, 'a', 'good'), (2, 'b', null), (3, null, null);
                insert into part values (1, 1), (2, 2), (3, 3), (11, 4)
                """);

        assertThat(told(((DownOutcome.Blocked) down()).losses())).containsExactly(loss);
        assertThat(database.rows("select count(*) from room")).containsExactly("3");
        assertThat(database.rows("select count(n) from part")).containsExactly("4");
    }

    @Test
    void what_holds_no_data_or_is_only_rewritten_is_no_loss() throws Exception {
        pair(
                1,
                "create table room (id int primary key, twice int generated always as (id * 2) stored,"
                        + " note text); create index room_note on room (note); create view v as select"
                        + " id from room",
                "drop view v; drop index room_note; alter table room drop twice, drop note;"
                        + " alter table room add stamp uuid default gen_random_uuid()");
        migrate();
        database.execute("insert into room (id) select generate_series(1, 3)");

        assertThat(down()).isInstanceOf(DownOutcome.Done.class);
        assertThat(columns("room")).containsExactly("id", "stamp");
    }

    @Test
    void data_that_comes_between_count_and_run_is_noticed() throws Exception {
        pair(1, "create table room (id int, name text)", "alter table room drop name");
        migrate();
        database.execute("insert into room values (1, null)");

        var overtaken =
                (DownOutcome.Overtaken)
                        migrator()
                                .listener(beforeTheRun("update room set name = 'late'"))
                                .build()
                                .down(DataLoss.REFUSE);

        assertThat(told(overtaken.losses())).containsExactly("COLUMN public.room.name 1");
        assertThat(overtaken.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(columns("room")).containsExactly("id", "name");
        assertThat(database.rows("select name from room")).containsExactly("late");
    }

    @Test
    void rows_that_would_be_deleted_only_now_are_noticed() throws Exception {
        pair(1, "create table room (id int)", "delete from room where id > 5");
        migrate();

        var overtaken =
                (DownOutcome.Overtaken)
                        migrator()
                                .listener(beforeTheRun("insert into room values (6), (7)"))
                                .build()
                                .down(DataLoss.REFUSE);

        assertThat(told(overtaken.losses())).containsExactly("DELETED public.room 2");
        assertThat(database.rows("select count(*) from room")).containsExactly("2");
    }

    @Test
    void a_failing_script_leaves_everything_and_names_its_line() throws Exception {
        pair(1, "create table room (id int)", "drop table room;\n\ndrop table nonsense;");
        migrate();

        var failed = (DownOutcome.Failed) down();

        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed.error()).isEqualTo("table \"nonsense\" does not exist [42P01]");
        assertThat(columns("room")).containsExactly("id");
        assertThat(migrator().build().status().state()).isEqualTo(State.READY);
    }

    @Test
    void a_constraint_that_fails_at_the_end_fails_before() throws Exception {
        pair(
                1,
                "create table a (id int primary key); create table b (a int references a deferrable"
                        + " initially deferred)",
                "insert into b values (1);");
        migrate();

        assertThat(((DownOutcome.Failed) down()).error()).contains("[23503]");
    }

    @Test
    void a_migration_without_a_down_script_is_refused() throws Exception {
        write("1_a.sql", "create table a ();");
        migrate();

        var refused = (DownOutcome.Refused) down();

        assertThat(refused.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(refused.why())
                .startsWith("1_a.sql has no down script, neither as a file nor in the bookkeeping");

        write("2_b.up.sql", "create table b ();");
        write("2_b.down.sql", "-- nothing yet\n");
        migrate();
        assertThat(((DownOutcome.Refused) down()).why())
                .startsWith("2_b.up.sql has a down script without a statement");
    }

    @Test
    void a_dirty_database_is_refused() throws Exception {
        pair(1, "create table a ();", "drop table a;");
        migrate();
        database.execute("update _sqlx_migrations set success = false");

        assertThat(down().exit()).isEqualTo(Exit.DIRTY);
        assertThat(database.rows("select to_regclass('a')")).containsExactly("a");
    }

    @Test
    void a_database_of_somebody_else_is_refused() throws Exception {
        pair(1, "create table a ();", "drop table a;");
        database.execute("create table customer ()");

        assertThat(down().exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void indexes_are_dropped_concurrently_without_acceptance() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        pair(2, "create index a_id on a (id)", "-- no-transaction\ndrop index concurrently a_id;");
        migrate();
        database.execute("insert into a values (1)");

        assertThat(down()).isInstanceOf(DownOutcome.Done.class);
        assertThat(database.rows("select to_regclass('a_id')")).containsExactly("null");
    }

    @Test
    void a_script_that_cannot_be_tried_needs_acceptance() throws Exception {
        write(
                "1_a.sql",
                """
                -- +goose NO TRANSACTION
                -- +goose Up
                create table a (id int);
                -- +goose Down
                vacuum a;
                drop table a;
                """);
        goose().build().migrate();

        var untried = (DownOutcome.Untried) goose().build().down(DataLoss.REFUSE);

        assertThat(untried.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(untried.why())
                .isEqualTo(
                        "line 5 fails in one transaction: VACUUM cannot run inside a transaction"
                                + " block [25001]");
        assertThat(database.rows("select to_regclass('a')")).containsExactly("a");
        var done = (DownOutcome.Done) goose().build().down(DataLoss.ACCEPT);
        assertThat(done.losses()).isEmpty();
        assertThat(database.rows("select to_regclass('a')")).containsExactly("null");
    }

    @Test
    void a_script_that_commits_by_itself_is_never_tried() throws Exception {
        pair(1, "create table a ()", "begin; drop table a; commit;");
        migrate();

        assertThat(down()).isInstanceOf(DownOutcome.Untried.class);
        assertThat(database.rows("select to_regclass('a')")).containsExactly("a");
    }

    @Test
    void a_half_done_down_is_dirty_and_goes_on_where_it_stopped() throws Exception {
        write(
                "1_a.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\ncreate table a (id int);\ncreate table log"
                        + " (n int);\n-- +goose Down\ninsert into log values (1);\nselect 1/count(*)"
                        + " from a;\n");
        goose().build().migrate();

        var failed = (DownOutcome.Failed) goose().build().down(DataLoss.ACCEPT);
        assertThat(failed.error()).startsWith("division by zero");
        assertThat(goose().build().status().state()).isEqualTo(State.DIRTY);
        assertThat(goose().build().migrate()).isInstanceOf(Outcome.Refused.class);
        database.execute("insert into a values (1)");

        assertThat(goose().build().down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);
        assertThat(database.rows("select count(*) from log")).containsExactly("1");
        assertThat(database.rows("select count(*) from slipway.progress")).containsExactly("0");
    }

    @Test
    void what_is_half_done_must_be_finished_first() throws Exception {
        write("1_a.sql", "-- +goose Up\ncreate table a ();\n-- +goose Down\ndrop table a;\n");
        write("2_b.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nselect 1;\nselect 1/0;\n");
        assertThat(goose().build().migrate()).isInstanceOf(Outcome.Failed.class);

        var refused = (DownOutcome.Refused) goose().build().down(DataLoss.ACCEPT);

        assertThat(refused.exit()).isEqualTo(Exit.DIRTY);
        assertThat(refused.why()).startsWith("2_b.sql was begun");
    }

    @Test
    void code_of_the_service_is_never_taken_back() throws Exception {
        write("1_a.sql", "-- +goose Up\ncreate table a ();\n-- +goose Down\ndrop table a;\n");
        goose().build().migrate();
        write("2_b.go", "package migrations");
        database.execute("insert into goose_db_version (version_id, is_applied) values (2, true)");

        assertThat(((DownOutcome.Refused) goose().build().down(DataLoss.ACCEPT)).why())
                .isEqualTo("2_b.go is code, which only the service's own program can take back");
    }

    @Test
    void a_stop_in_the_middle_of_a_script_without_a_transaction_saves_the_rest() throws Exception {
        write(
                "1_a.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\ncreate table a (id int);\ncreate table b (id"
                        + " int);\n-- +goose Down\ndrop table a;\ndrop table b;\n");
        goose().build().migrate();
        var listener =
                new Listener() {
                    @Override
                    public void statementEnds(
                            Migration migration, Statement statement, Ran ran, Connection c)
                            throws SQLException {
                        if (statement.sql().startsWith("drop table a")) {
                            insertOnceUnlocked("b");
                        }
                    }
                };

        var overtaken =
                (DownOutcome.Overtaken) goose().listener(listener).build().down(DataLoss.REFUSE);

        assertThat(told(overtaken.losses())).containsExactly("TABLE public.b 1");
        assertThat(database.rows("select count(*) from b")).containsExactly("1");
        assertThat(goose().build().status().state()).isEqualTo(State.DIRTY);
        assertThat(told(((DownOutcome.Blocked) goose().build().down(DataLoss.REFUSE)).losses()))
                .containsExactly("TABLE public.b 1");
        assertThat(goose().build().down(DataLoss.ACCEPT)).isInstanceOf(DownOutcome.Done.class);
        assertThat(goose().build().status().state()).isEqualTo(State.PENDING);
    }

    @Test
    void two_at_once_take_back_one_each() throws Exception {
        for (int i = 1; i <= 3; i++) {
            pair(i, "create table t" + i + " (id int)", "drop table t" + i);
        }
        migrate();
        Callable<DownOutcome> one = () -> migrator().build().down(DataLoss.REFUSE);
        var first = inThread(one);
        var second = inThread(one);

        assertThat(List.of(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS)))
                .extracting(outcome -> ((DownOutcome.Done) outcome).migration().version())
                .containsExactlyInAnyOrder("2", "3");
        assertThat(migrator().build().status().current()).contains("1");
    }

    @Test
    void somebody_elses_migration_lock_is_waited_for() throws Exception {
        pair(1, "create table a ()", "drop table a");
        migrate();
        try (var other = database.url().connect("other");
                var statement = other.createStatement()) {
            statement.execute(
                    "select pg_advisory_lock("
                            + Formats.SQLX
                                    .lockIds(new HistoryTable(database.url().database(), "", ""))
                                    .get(0)
                            + ")");

            var locked = migrator().wait(Duration.ofMillis(200)).build().down(DataLoss.ACCEPT);

            assertThat(locked.exit()).isEqualTo(Exit.LOCKED);
            assertThat(((DownOutcome.Locked) locked).holder().orElseThrow().application())
                    .isEqualTo("other");
        }
    }

    @Test
    void a_reader_in_the_way_is_given_way_to() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        migrate();
        var gaveWay = new CountDownLatch(1);
        var listener =
                new Listener() {
                    @Override
                    public void givesWay(
                            Migration migration,
                            Statement statement,
                            Duration pause,
                            List<Blocker> blockers) {
                        gaveWay.countDown();
                    }
                };
        try (var reader = database.url().connect("reader")) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select * from a");

            var outcome =
                    inThread(() ->
                            migrator()
                                    .lockTimeout(Duration.ofMillis(50))
                                    .listener(listener)
                                    .build()
                                    .down(DataLoss.REFUSE));
            assertThat(gaveWay.await(20, TimeUnit.SECONDS)).isTrue();
            reader.commit();

            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(DownOutcome.Done.class);
        }
    }

    @Test
    void rows_that_row_security_hides_are_never_taken_for_none() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        migrate();
        database.execute(
                """
                insert into a values (1);
                alter table a enable row level security;
                alter table a force row level security
                """);

        assertThatThrownBy(this::down)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("row-level security");
        assertThat(database.rows("select to_regclass('a')")).containsExactly("a");
    }

    /// Runs `sql` in another session when the run for good begins: the first that is told of it.
    private Listener beforeTheRun(String sql) {
        return new Listener() {
            @Override
            public void migrationBegins(Migration migration, Connection connection)
                    throws SQLException {
                database.execute(sql);
            }
        };
    }

    /// Queues a writer for a table that is locked, so that it has its turn before the next lock.
    private void insertOnceUnlocked(String table) throws SQLException {
        new Thread(
                        () -> {
                            try {
                                database.execute("insert into " + table + " values (1)");
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .start();
        while (database.rows("select from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static List<String> told(List<Loss> losses) {
        return losses.stream()
                .map(loss -> loss.what() + " " + loss.place() + " " + loss.rows())
                .toList();
    }

    private List<String> columns(String table) throws SQLException {
        return database.rows(
                "select attname from pg_attribute where attrelid = '"
                        + table
                        + "'::regclass and attnum > 0 and not attisdropped order by attnum");
    }

    private static <T> FutureTask<T> inThread(Callable<T> task) {
        var future = new FutureTask<>(task);
        new Thread(future).start();
        return future;
    }

    private DownOutcome down() {
        return migrator().build().down(DataLoss.REFUSE);
    }

    private void migrate() {
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
    }

    private Migrator.Builder migrator() {
        return Migrator.builder()
                .database(database.url())
                .migrations(MigrationSet.of(Formats.SQLX, folder));
    }

    private Migrator.Builder goose() {
        return Migrator.builder().database(database.url()).migrations(folder);
    }

    private void pair(int version, String up, String down) throws IOException {
        write(version + "_x.up.sql", up);
        write(version + "_x.down.sql", down);
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql);
    }
}
