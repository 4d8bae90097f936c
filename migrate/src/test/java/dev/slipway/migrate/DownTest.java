package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.report.Exit;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How the newest migration is taken back, whatever the server's version.
@OnEachServer
class DownTest extends DownFixture {

    DownTest(int major) {
        super(major);
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
        assertThat(rows("select version from slipway.migration")).containsExactly("1");
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
        assertThat(rows("select to_regclass('seat')")).containsExactly("null");
    }

    @Test
    void a_goose_file_that_is_gone_is_taken_back_by_the_bookkeeping() throws Exception {
        write("1_a.sql", "-- +goose Up\ncreate table a ();\n-- +goose Down\ndrop table a;\n");
        write("2_b.sql", "-- +goose Up\ncreate table b ();\n-- +goose Down\ndrop table b;\n");
        goose().build().migrate();
        Files.delete(folder.resolve("2_b.sql"));

        assertThat(goose().build().down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);
        assertThat(rows("select version_id from goose_db_version order by 1"))
                .containsExactly("0", "1");
        assertThat(rows("select to_regclass('b')")).containsExactly("null");
    }

    @Test
    void what_is_taken_back_by_a_changed_file_is_what_was_applied() throws Exception {
        pair(1, "create table room (id int);", "drop table room;");
        migrate();
        pair(1, "create table hall (id int);", "drop table hall;");

        var done = (DownOutcome.Done) down();

        assertThat(done.migration().kept()).isTrue();
        assertThat(rows("select to_regclass('room')")).containsExactly("null");
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
        execute("update _sqlx_migrations set success = false");

        assertThat(down().exit()).isEqualTo(Exit.DIRTY);
        assertThat(rows("select to_regclass('a')")).containsExactly("a");
    }

    @Test
    void a_database_of_somebody_else_is_refused() throws Exception {
        pair(1, "create table a ();", "drop table a;");
        execute("create table customer ()");

        assertThat(down().exit()).isEqualTo(Exit.USAGE);
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
        execute("insert into a values (1)");

        assertThat(goose().build().down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);
        assertThat(rows("select count(*) from log")).containsExactly("1");
        assertThat(rows("select count(*) from slipway.progress")).containsExactly("0");
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
        execute("insert into goose_db_version (version_id, is_applied) values (2, true)");

        assertThat(((DownOutcome.Refused) goose().build().down(DataLoss.ACCEPT)).why())
                .isEqualTo("2_b.go is code, which only the service's own program can take back");
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
        try (var other = url.connect("other");
                var statement = other.createStatement()) {
            statement.execute(
                    "select pg_advisory_lock("
                            + Formats.SQLX.lockIds(new HistoryTable(url.database(), "", "")).get(0)
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

        var outcome = givingWayTo("select * from a", hasty(), it -> it.down(DataLoss.REFUSE));

        assertThat(outcome).isInstanceOf(DownOutcome.Done.class);
    }
}
