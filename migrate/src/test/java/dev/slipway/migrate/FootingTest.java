package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a script makes of its session is its own, whatever the server's version.
@OnEachServer
class FootingTest extends DatabaseContract {

    private static final String OWNERS =
            """
            select relname, pg_get_userbyid(relowner) = current_user
              from pg_class
             where relnamespace = 'public'::regnamespace
               and relkind = 'r'
               and relname in ('film', 'room', 'guest')
             order by relname
            """;

    private String clerk = "";

    FootingTest(int major) {
        super(major);
    }

    @BeforeEach
    void aClerkWhoMayMakeTablesAndNothingElse() throws SQLException {
        clerk = "\"" + url.database() + " clerk\"";
        try (var connection = server.superuser(url);
                var statement = connection.createStatement()) {
            statement.execute("create role " + clerk);
            statement.execute("grant " + clerk + " to \"" + url.user() + "\"");
            statement.execute("grant all on schema public to " + clerk);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_catalog.set_config('search_path', '', false);",
                "set search_path = pg_catalog;",
                "SET SESSION search_path TO pg_catalog;",
                "reset all; set search_path = pg_catalog;",
                "do $$ begin set search_path = pg_catalog; end $$;",
            })
    void the_next_file_finds_its_tables_where_the_first_did(String dumped) throws Exception {
        write("1_dump.sql", dumped + "\ncreate table public.film (id int);");
        write("2_b.sql", "create table room (id int);");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);

        assertThat(rows(OWNERS)).containsExactly("film|t", "room|t");
        assertThat(rows("select version from public._sqlx_migrations order by 1"))
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set role %s;", "set local role %s;", "set session role %s;"})
    void what_is_written_of_a_script_is_written_by_who_migrates(String asClerk) throws Exception {
        write("1_film.up.sql", asClerk.formatted(clerk) + "\ncreate table film (id int);");
        write("2_room.up.sql", "create table room (id int);");

        assertThat(migrate(Formats.SLIPWAY)).isInstanceOf(Outcome.Done.class);

        assertThat(rows(OWNERS)).containsExactly("film|f", "room|t");
        assertThat(rows("select count(*) from slipway.migration")).containsExactly("2");
    }

    @Test
    void flyway_rows_name_who_migrates() throws Exception {
        write("V1__film.sql", "set role " + clerk + "; create table film (id int);");

        migrate(Formats.FLYWAY);

        assertThat(rows("select installed_by from flyway_schema_history"))
                .containsExactly(url.user());
    }

    @Test
    void a_script_outside_a_transaction_keeps_its_role_to_its_end() throws Exception {
        write(
                "1_film.up.sql",
                """
                -- slipway:no-transaction
                set role %s;
                create table film (id int);
                create index concurrently on film (id);
                create table guest (id int);
                """
                        .formatted(clerk));
        write("2_room.up.sql", "create table room (id int);");

        assertThat(migrate(Formats.SLIPWAY)).isInstanceOf(Outcome.Done.class);

        assertThat(rows(OWNERS)).containsExactly("film|f", "guest|f", "room|t");
        assertThat(rows("select applied_by from slipway.migration"))
                .containsOnly(url.user())
                .hasSize(2);
    }

    @Test
    void a_failure_is_noted_by_who_migrates() throws Exception {
        write(
                "1_film.up.sql",
                """
                -- slipway:no-transaction
                set role %s;
                create table film (id int);
                select 1/0;
                """
                        .formatted(clerk));

        assertThat(migrate(Formats.SLIPWAY)).isInstanceOf(Outcome.Failed.class);

        assertThat(rows("select done, error from slipway.progress"))
                .containsExactly("2|division by zero [22012]");
    }

    @Test
    void an_isolation_level_may_still_be_set_after_a_search_path() throws Exception {
        write(
                "1_a.sql",
                """
                set local search_path = public;
                set transaction isolation level serializable;
                create table film (id int);
                """);

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_time_limit_of_one_file_does_not_stop_the_next() throws Exception {
        write("1_a.sql", "set statement_timeout = 50;");
        write("2_b.sql", "select pg_sleep(0.3);");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select pg_catalog.set_config('search_path', 'aside', false); | aside",
                "set search_path = aside; | aside",
                "set search_path = aside; reset search_path; | public",
            })
    void a_script_goes_on_in_the_session_that_it_had_made(String sets, String where)
            throws Exception {
        execute("create schema aside");
        write(
                "1_a.up.sql",
                "-- slipway:no-transaction\n"
                        + sets
                        + "create table public.film (id int);"
                        + "insert into public.guest values (1);"
                        + "create table room (id int);");

        assertThat(migrate(Formats.SLIPWAY)).isInstanceOf(Outcome.Failed.class);
        execute("create table public.guest (id int)");
        assertThat(migrate(Formats.SLIPWAY)).isInstanceOf(Outcome.Done.class);

        assertThat(rows("select relnamespace::regnamespace from pg_class where relname = 'room'"))
                .containsExactly(where);
    }

    @Test
    void a_file_that_commits_is_not_said_to_leave_nothing_where_nobody_remembers()
            throws Exception {
        write(
                "1_a.sql",
                """
                begin;
                create table film (id int);
                commit;
                begin;
                select 1/0;
                commit;
                """);
        var migrator = migrator().role(clerk.replace("\"", "")).build();

        var first = (Outcome.Failed) migrator.migrate();
        var second = (Outcome.Failed) migrator.migrate();

        assertThat(first.hint())
                .startsWith("3 of its 6 statements are done for good")
                .endsWith("run again, which begins at the first statement");
        assertThat(second.error()).contains("already exists");
        assertThat(second.hint())
                .startsWith("this run left nothing of it, but the file commits by itself")
                .contains("see what is there already");
    }

    private Outcome migrate(Format format) {
        return Migrator.builder()
                .database(url)
                .migrations(MigrationSet.of(format, folder))
                .build()
                .migrate();
    }
}
