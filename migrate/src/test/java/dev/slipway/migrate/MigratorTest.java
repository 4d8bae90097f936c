package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a migrator does, whatever the server's version.
@OnEachServer
class MigratorTest extends DatabaseContract {

    MigratorTest(int major) {
        super(major);
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

    @Test
    void a_migration_gives_way_to_a_reader_and_comes_back() throws Exception {
        write("1_a.sql", "create table a (id int);");
        migrator().build().migrate();
        write("2_b.sql", "alter table a add name text;");

        assertThat(givingWayTo("select * from a", hasty(), Migrator::migrate))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_migration_that_never_has_its_locks_fails_and_says_so() throws Exception {
        write("1_a.sql", "create table a (id int);");
        migrator().build().migrate();
        write("2_b.sql", "alter table a add name text;");
        try (var reader = reader("select * from a")) {
            var outcome =
                    migrator()
                            .lockTimeout(Duration.ofMillis(20))
                            .lockBudget(Duration.ofMillis(600))
                            .build()
                            .migrate();

            assertThat(((Outcome.Failed) outcome).error())
                    .startsWith("its locks could not be had within 20 ms");
            reader.rollback();
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
}
