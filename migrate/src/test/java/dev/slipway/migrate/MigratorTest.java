package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a migrator does, whatever the server's version.
@OnEachServer
class MigratorTest {

    private final TestServer server;
    @TempDir private Path folder;
    private DatabaseUrl url;

    MigratorTest(int major) {
        server = TestServer.of(major);
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        url = server.newDatabase();
    }

    @Test
    void an_empty_database_becomes_ready() throws Exception {
        write("20260101_rooms.sql", "create table room (id int primary key);\n");
        write("20260102_names.up.sql", "alter table room add name text;");
        write("20260102_names.down.sql", "alter table room drop name;");

        var before = migrator().build().status();
        var outcome = migrator().build().migrate();
        var after = migrator().build().status();

        assertThat(before.state()).isEqualTo(State.PENDING);
        assertThat(before.pending()).containsExactly("20260101", "20260102");
        assertThat(before.current()).isEmpty();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(after.state()).isEqualTo(State.READY);
        assertThat(after.current()).contains("20260102");
        assertThat(after.applied()).isEqualTo(2);
        assertThat(migrator().build().migrate()).isEqualTo(new Outcome.Done(List.of()));
    }

    @Test
    void the_row_is_what_sqlx_would_have_written() throws Exception {
        var sql = "create table room (id int primary key);\r\n";
        write("20260101_add_rooms.sql", sql);

        migrator().build().migrate();

        assertThat(
                        rows(
                                """
                                select version, description, success, execution_time > 0,
                                       checksum = sha384('%s'::bytea), installed_on <= now()
                                  from _sqlx_migrations
                                """
                                        .formatted(sql.replace("\r\n", "\\015\\012"))))
                .containsExactly("20260101|add rooms|t|t|t|t");
        assertThat(
                        rows(
                                """
                                select attname, format_type(atttypid, atttypmod), attnotnull
                                  from pg_attribute
                                 where attrelid = '_sqlx_migrations'::regclass and attnum > 0
                                 order by attnum
                                """))
                .containsExactly(
                        "version|bigint|t",
                        "description|text|t",
                        "installed_on|timestamp with time zone|t",
                        "success|boolean|t",
                        "checksum|bytea|t",
                        "execution_time|bigint|t");
    }

    @Test
    void looking_changes_nothing() throws Exception {
        write("1_a.sql", "create table a ();");

        migrator().build().status();

        assertThat(rows("select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void what_sqlx_applied_is_carried_on() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        execute(
                """
                create table _sqlx_migrations (
                    version bigint primary key, description text not null,
                    installed_on timestamptz not null default now(), success boolean not null,
                    checksum bytea not null, execution_time bigint not null, extra int);
                create table a ();
                insert into _sqlx_migrations
                values (1, 'a', now(), true, sha384('create table a ();'), -1)
                """);

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows("select version from _sqlx_migrations order by 1"))
                .containsExactly("1", "2");
    }

    @Test
    void a_failed_migration_leaves_nothing_and_names_its_line() throws Exception {
        write("1_a.sql", "create table a (id int);");
        write("2_b.sql", "create table b (id int);\n\ninsert into a\n  values (nonsense);\n");

        var outcome = migrator().build().migrate();

        var failed = (Outcome.Failed) outcome;
        assertThat(failed.applied()).hasSize(1);
        assertThat(failed.migration().file()).isEqualTo("2_b.sql");
        assertThat(failed.line()).isEqualTo(4);
        assertThat(failed.error()).isEqualTo("column \"nonsense\" does not exist [42703]");
        assertThat(rows("select to_regclass('b')")).containsExactly("null");
        assertThat(migrator().build().status().pending()).containsExactly("2");
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
    void several_statements_without_a_transaction_are_one_message_as_in_sqlx() throws Exception {
        write("1_a.sql", "create table a (id int);");
        write(
                "2_b.sql",
                "-- no-transaction\ninsert into a values (1);\ninsert into a values (1/0);");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Failed.class);
        assertThat(rows("select count(*) from a")).containsExactly("0");

        write("2_b.sql", "-- no-transaction\nselect 1;\ncreate index concurrently on a (id);");
        var failed = (Outcome.Failed) migrator().build().migrate();
        assertThat(failed.error()).contains("[25001]");
        assertThat(failed.line()).isEqualTo(3);
    }

    @Test
    void a_file_that_commits_by_itself_is_run_as_it_was_written() throws Exception {
        write("1_a.sql", "create table a (); commit; create table b ();");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(migrator().build().status().state()).isEqualTo(State.READY);
        assertThat(rows("select to_regclass('b')")).containsExactly("b");
    }

    @Test
    void a_changed_file_is_drift_and_stops_everything() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator().build().migrate();
        write("1_a.sql", "create table a (); -- changed");
        write("2_b.sql", "create table b ();");

        var status = migrator().build().status();

        assertThat(status.state()).isEqualTo(State.DRIFT);
        assertThat(status.problems())
                .extracting(problem -> problem.kind() + " " + problem.version().orElseThrow())
                .containsExactly("CHANGED 1");
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Refused.class);
        assertThat(rows("select to_regclass('b')")).containsExactly("null");
    }

    @Test
    void a_missing_file_in_the_middle_is_drift() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        write("3_c.sql", "create table c ();");
        migrator().build().migrate();
        Files.delete(folder.resolve("2_b.sql"));

        assertThat(migrator().build().status().state()).isEqualTo(State.DRIFT);
    }

    @Test
    void a_database_that_is_ahead_is_refused_or_tolerated() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        write("3_c.sql", "create table c ();");
        migrator().build().migrate();
        Files.delete(folder.resolve("2_b.sql"));
        Files.delete(folder.resolve("3_c.sql"));

        assertThat(migrator().build().status().problems())
                .extracting(problem -> problem.version().orElseThrow())
                .containsExactly("2", "3");
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Refused.class);
        assertThat(migrator().ahead(Ahead.TOLERATE).build().migrate())
                .isEqualTo(new Outcome.Done(List.of()));
        assertThat(migrator().ahead(Ahead.TOLERATE).build().status().exit().code()).isZero();
        assertThat(migrator().build().status().exit().code()).isEqualTo(7);
    }

    @Test
    void a_file_that_comes_too_late_is_refused_or_applied() throws Exception {
        write("1_a.sql", "create table a ();");
        write("3_c.sql", "create table c ();");
        migrator().build().migrate();
        write("2_b.sql", "create table b ();");

        var refused = (Outcome.Refused) migrator().build().migrate();

        assertThat(refused.status().problems())
                .extracting(problem -> problem.kind().word())
                .containsExactly("out-of-order");
        assertThat(migrator().outOfOrder(OutOfOrder.APPLY).build().migrate())
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_failed_row_is_dirty() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator().build().migrate();
        execute("update _sqlx_migrations set success = false");

        assertThat(migrator().build().status().state()).isEqualTo(State.DIRTY);
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "create table customer (), holds tables but no _sqlx_migrations",
        "create table goose_db_version (id int), has the history table goose_db_version",
        "create table _sqlx_migrations (id int), is not one of sqlx: it has id integer",
        "create view v as select 1, holds tables but no _sqlx_migrations",
    })
    void a_database_of_somebody_else_is_foreign(String ddl, String detail) throws Exception {
        write("1_a.sql", "create table a ();");
        execute(ddl);

        var status = migrator().build().status();

        assertThat(status.state()).isEqualTo(State.FOREIGN);
        assertThat(status.exit().code()).isEqualTo(2);
        assertThat(status.problems().get(0).detail()).contains(detail);
        assertThat(migrator().build().migrate()).isEqualTo(new Outcome.Refused(status));
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

    @Test
    void a_row_that_may_not_be_written_is_no_broken_connection() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator().build().migrate();
        execute(
                """
                create function no() returns trigger language plpgsql
                as 'begin raise exception ''no row''; end';
                create trigger no before insert on _sqlx_migrations
                   for each row execute function no()
                """);
        write("2_b.sql", "create table b ();");

        var failed = (Outcome.Failed) migrator().build().migrate();

        assertThat(failed.error()).isEqualTo("no row [P0001]");
        assertThat(failed.hint()).startsWith("the migration was undone and nothing of it is left");
        assertThat(rows("select to_regclass('b')")).containsExactly("null");
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

            for (int looks = 0; looks < 20 && !refusedSessions().isEmpty(); looks++) {
                Thread.sleep(looks);
            }
            assertThat(refusedSessions()).isEmpty();
        }
    }

    private List<String> refusedSessions() throws SQLException {
        return rows("select pid from pg_stat_activity where application_name = 'refused lock'");
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

    @Test
    void a_migration_gives_way_to_a_reader_and_comes_back() throws Exception {
        write("1_a.sql", "create table a (id int);");
        migrator().build().migrate();
        write("2_b.sql", "alter table a add name text;");
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
        try (var reader = url.connect("reader")) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select * from a");

            var outcome =
                    inThread(
                            migrator().lockTimeout(Duration.ofMillis(50)).listener(listener).build()
                                    ::migrate);
            assertThat(gaveWay.await(20, TimeUnit.SECONDS)).isTrue();
            reader.commit();

            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void a_migration_that_never_has_its_locks_fails_and_says_so() throws Exception {
        write("1_a.sql", "create table a (id int);");
        migrator().build().migrate();
        write("2_b.sql", "alter table a add name text;");
        try (var reader = url.connect("reader")) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select * from a");

            var outcome =
                    migrator()
                            .lockTimeout(Duration.ofMillis(20))
                            .lockBudget(Duration.ofMillis(600))
                            .build()
                            .migrate();

            assertThat(((Outcome.Failed) outcome).error())
                    .startsWith("its locks could not be had within 20 ms");
        }
        assertThat(migrator().build().status().pending()).containsExactly("2");
    }

    @Test
    void a_schema_and_a_role_of_ones_own() throws Exception {
        try (var admin = server.superuser(url);
                var statement = admin.createStatement()) {
            statement.execute("create role \"Owner " + url.database() + "\"");
            statement.execute("grant \"Owner " + url.database() + "\" to \"" + url.user() + "\"");
            statement.execute(
                    "create schema \"My App\" authorization \"Owner " + url.database() + "\"");
        }
        write("1_a.sql", "create table a (id int);");

        var migrator =
                migrator()
                        .schema("My App")
                        .table("History")
                        .role("Owner " + url.database())
                        .build();

        assertThat(migrator.migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(migrator.status().schema()).isEqualTo("My App");
        assertThat(
                        rows(
                                """
                                select tablename, tableowner from pg_tables
                                 where schemaname = 'My App' order by 1
                                """))
                .containsExactly("History|Owner " + url.database(), "a|Owner " + url.database());
    }

    @Test
    void a_schema_that_does_not_exist_is_named() throws Exception {
        write("1_a.sql", "create table a ();");

        assertThatThrownBy(() -> migrator().schema("nowhere").build().status())
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("there is no schema nowhere in " + url.database());
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_without_a_secret() throws Exception {
        write("1_a.sql", "create table a ();");
        try (var admin = server.superuser(url);
                var statement = admin.createStatement()) {
            statement.execute("alter role \"" + url.user() + "\" password 'right'");
        }
        var closed = DatabaseUrl.parse("postgres://u:hunter2@localhost:1/d", Map.of());

        assertThatThrownBy(() -> migrator().database(url.withDatabase("nowhere")).build().migrate())
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("database \"nowhere\" does not exist");
        assertThatThrownBy(() -> migrator().database(closed).build().status())
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("cannot connect to postgres://u@localhost:1/d")
                .hasMessageNotContaining("hunter2");
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

    @Test
    void a_listener_hears_what_was_run_and_what_the_server_said() throws Exception {
        write("1_a.sql", "create table a (id int);\ninsert into a values (1), (2);");
        write("2_b.sql", "do $$ begin raise notice 'half-way'; end $$;");
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var listener =
                new Listener() {
                    @Override
                    public void statementEnds(
                            Migration migration, Statement statement, Ran ran, Connection c) {
                        heard.add(
                                migration.file()
                                        + ":"
                                        + statement.line()
                                        + " "
                                        + ran.rows()
                                        + " "
                                        + ran.notices());
                    }
                };

        migrator().listener(listener).build().migrate();

        assertThat(heard)
                .containsExactly("1_a.sql:1 0 []", "1_a.sql:2 2 []", "2_b.sql:1 0 [half-way]");
    }

    private static long sqlxLock(String database) {
        return Formats.SQLX
                .lockIds(new HistoryTable(database, "public", "_sqlx_migrations"))
                .get(0);
    }

    private Migrator.Builder migrator() {
        return Migrator.builder().database(url).migrations(MigrationSet.of(Formats.SQLX, folder));
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

    private static <T> Future<T> inThread(Callable<T> task) {
        var future = new FutureTask<>(task);
        new Thread(future).start();
        return future;
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = url.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (var connection = url.connect("test");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        }
    }
}
