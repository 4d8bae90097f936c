package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.report.Exit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That no data is destroyed by taking a migration back unless that is accepted, whatever the
/// server's version.
@OnEachServer
class DataLossTest extends DownFixture {

    DataLossTest(int major) {
        super(major);
    }

    @Test
    void data_is_counted_and_nothing_is_changed_without_acceptance() throws Exception {
        pair(
                1,
                "create table \"Room\" (id int, name text, \"Size\" int); create table seat (id int);"
                        + " create table empty (id int)",
                "alter table \"Room\" drop name, drop \"Size\"; drop table seat; drop table empty");
        migrate();
        execute(
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
        execute(
                """
                insert into room values (1, 'a', 'good'), (2, 'b', null), (3, null, null);
                insert into part values (1, 1), (2, 2), (3, 3), (11, 4)
                """);

        assertThat(told(((DownOutcome.Blocked) down()).losses())).containsExactly(loss);
        assertThat(rows("select count(*) from room")).containsExactly("3");
        assertThat(rows("select count(n) from part")).containsExactly("4");
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
        execute("insert into room (id) select generate_series(1, 3)");

        assertThat(down()).isInstanceOf(DownOutcome.Done.class);
        assertThat(columns("room")).containsExactly("id", "stamp");
    }

    @Test
    void data_that_comes_between_count_and_run_is_noticed() throws Exception {
        pair(1, "create table room (id int, name text)", "alter table room drop name");
        migrate();
        execute("insert into room values (1, null)");

        var overtaken =
                (DownOutcome.Overtaken)
                        migrator()
                                .listener(beforeTheRun("update room set name = 'late'"))
                                .build()
                                .down(DataLoss.REFUSE);

        assertThat(told(overtaken.losses())).containsExactly("COLUMN public.room.name 1");
        assertThat(overtaken.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(columns("room")).containsExactly("id", "name");
        assertThat(rows("select name from room")).containsExactly("late");
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
        assertThat(rows("select count(*) from room")).containsExactly("2");
    }

    @Test
    void indexes_are_dropped_concurrently_without_acceptance() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        pair(2, "create index a_id on a (id)", "-- no-transaction\ndrop index concurrently a_id;");
        migrate();
        execute("insert into a values (1)");

        assertThat(down()).isInstanceOf(DownOutcome.Done.class);
        assertThat(rows("select to_regclass('a_id')")).containsExactly("null");
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
        assertThat(rows("select to_regclass('a')")).containsExactly("a");
        var done = (DownOutcome.Done) goose().build().down(DataLoss.ACCEPT);
        assertThat(done.losses()).isEmpty();
        assertThat(rows("select to_regclass('a')")).containsExactly("null");
    }

    @Test
    void a_script_that_commits_by_itself_is_never_tried() throws Exception {
        pair(1, "create table a ()", "begin; drop table a; commit;");
        migrate();

        assertThat(down()).isInstanceOf(DownOutcome.Untried.class);
        assertThat(rows("select to_regclass('a')")).containsExactly("a");
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
        assertThat(rows("select count(*) from b")).containsExactly("1");
        assertThat(goose().build().status().state()).isEqualTo(State.DIRTY);
        assertThat(told(((DownOutcome.Blocked) goose().build().down(DataLoss.REFUSE)).losses()))
                .containsExactly("TABLE public.b 1");
        assertThat(goose().build().down(DataLoss.ACCEPT)).isInstanceOf(DownOutcome.Done.class);
        assertThat(goose().build().status().state()).isEqualTo(State.PENDING);
    }

    @Test
    void rows_that_row_security_hides_are_never_taken_for_none() throws Exception {
        pair(1, "create table a (id int)", "drop table a");
        migrate();
        execute(
                """
                insert into a values (1);
                alter table a enable row level security;
                alter table a force row level security
                """);

        assertThatThrownBy(this::down)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("row-level security");
        assertThat(rows("select to_regclass('a')")).containsExactly("a");
    }

    /// Runs `sql` in another session when the run for good begins: the first that is told of it.
    private Listener beforeTheRun(String sql) {
        return new Listener() {
            @Override
            public void migrationBegins(Migration migration, Connection connection)
                    throws SQLException {
                execute(sql);
            }
        };
    }

    /// Queues a writer for a table that is locked, so that it has its turn before the next lock.
    private void insertOnceUnlocked(String table) throws SQLException {
        new Thread(
                        () -> {
                            try {
                                execute("insert into " + table + " values (1)");
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .start();
        Eventually.holds(
                "the writer waits",
                () -> !rows("select from pg_locks where not granted").isEmpty());
    }

    private static List<String> told(List<Loss> losses) {
        return losses.stream()
                .map(loss -> loss.what() + " " + loss.place() + " " + loss.rows())
                .toList();
    }
}
