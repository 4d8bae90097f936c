package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// `db migrate` with its options, and `db verify`, as a person sees them.
class DbMigrateOptionsTest extends DatabaseFixture {

    @BeforeEach
    void three_migrations() throws IOException {
        write(
                "1_rooms.sql",
                "-- Rooms.\ncreate table room (id int);\n\ncomment on table room is\n  'x';");
        write("2_index.sql", "-- no-transaction\ncreate index concurrently on room (id);\n");
        write("3_names.sql", "alter table room add name text;");
    }

    @Test
    void a_dry_run_prints_what_would_run_and_runs_nothing() throws Exception {
        try (var other = database.connect("other");
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(sqlxLock()));

            var dry = db("migrate", "--dry-run");

            assertThat(dry.exit()).isZero();
            assertThat(dry.err()).isEmpty();
            assertThat(dry.out())
                    .isEqualTo(
                            """
                            This would run, and was not run: 3 migrations.

                            -- 1_rooms.sql, in one transaction
                              create table room (id int);
                              comment on table room is
                                'x';

                            -- 2_index.sql, statement by statement, not in one transaction
                              create index concurrently on room (id);

                            -- 3_names.sql, in one transaction
                              alter table room add name text;
                            """);
        }
        assertThat(
                        value(
                                "select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
        assertThat(value("select count(*) from pg_namespace where nspname = 'slipway'"))
                .isEqualTo("0");
    }

    @Test
    void the_json_of_a_dry_run_has_every_statement_with_its_line() {
        var dry = db("migrate", "--dry-run", "--target", "1", "-o", "json");

        var json = new JsonMapper().readTree(dry.out());
        assertThat(json.path("outcome").asString()).isEqualTo("dry-run");
        assertThat(json.path("migrations")).hasSize(1);
        assertThat(json.at("/migrations/0/statements/1/line").asInt()).isEqualTo(4);
        assertThat(json.at("/migrations/0/transactional").asBoolean()).isTrue();
    }

    @Test
    void a_dry_run_of_what_may_not_run_ends_as_the_run_would() throws Exception {
        db("migrate", "--target", "1");
        execute("update _sqlx_migrations set success = false");

        assertThat(db("migrate", "--dry-run"))
                .returns(6, Slipway::exit)
                .extracting(Slipway::out)
                .asString()
                .startsWith("Nothing was applied. Dirty");
    }

    @Test
    void migrate_stops_at_the_target() {
        assertThat(db("migrate", "--target", "2").out()).startsWith("Applied 2 migrations");
        assertThat(db("migrate", "--target", "1").out()).startsWith("Nothing to do");
        assertThat(db("status").out()).contains("pending      3");
    }

    @Test
    void a_target_that_is_no_version_ends_with_two_and_applies_nothing() {
        var wrong = db("migrate", "--target", "9");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo(
                        "slipway: there is no migration 9 in %s to stop at: name a version that is there\n"
                                .formatted(folder));
        assertThat(db("status").out()).contains("applied      0");
    }

    @Test
    void verify_names_each_missing_privilege_with_its_place() throws Exception {
        execute(
                "create table public.room (id int)",
                "create table public._sqlx_migrations (version bigint primary key, description text"
                        + " not null, installed_on timestamptz not null default now(), success"
                        + " boolean not null, checksum bytea not null, execution_time bigint not null)",
                "drop role if exists clerk",
                "create role clerk",
                "grant select on _sqlx_migrations to clerk",
                "grant usage on schema public to clerk");
        Files.delete(folder.resolve("1_rooms.sql"));

        var verified = db("verify", "--role", "clerk");

        assertThat(verified.exit()).isEqualTo(3);
        assertThat(verified.out())
                .isEqualTo(
                        """
                        Not permitted: 3 privileges are missing.

                        Problems
                          error history  The role clerk has no insert on table public._sqlx_migrations.
                                → have its owner say: grant insert on table public._sqlx_migrations to "clerk"
                                privilege/insert
                          error 2_index.sql:2  The role clerk has no ownership of table public.room.
                                → it belongs to slipway: migrate as that role, or let a superuser say: grant "slipway" to "clerk"
                                privilege/ownership
                          error 2_index.sql:2  The role clerk has no create on schema public.
                                → have its owner say: grant create on schema public to "clerk"
                                privilege/create
                          note  schema slipway  Slipway's own records are off: this role may not create the schema slipway.
                                history/bookkeeping
                        """);
        assertThat(db("verify").exit()).isZero();
        var json = new JsonMapper().readTree(db("verify", "--role", "clerk", "-o", "json").out());
        assertThat(json.at("/missing/1/place").asString()).isEqualTo("2_index.sql:2");
        assertThat(json.at("/status/state").asString()).isEqualTo("pending");
    }

    @Test
    void completion_knows_the_commands_and_options() throws Exception {
        var script =
                Files.writeString(
                        folder.resolve("completion"), Slipway.run("completion", "bash").out());
        var asked =
                "source %s; COMP_WORDS=(slipway db mig); COMP_CWORD=2; _complete_slipway; echo ${COMPREPLY[*]}"
                        .formatted(script);

        var bash = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo("migrate");
        assertThat(Slipway.run("completion", "zsh").out()).contains("compinit", "--dry-run");
        assertThat(Slipway.run("completion", "fish").exit()).isEqualTo(2);
    }
}
