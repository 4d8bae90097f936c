package dev.slipway.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.postgres.PgTools;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In what the server of a copy is like that of its source.
class LikenessTest extends CopyFixture {

    private static final String SETTING =
            "select current_setting('work_mem') || ' ' || current_setting('jit') || ' ' ||"
                    + " current_setting('default_statistics_target') || ' ' ||"
                    + " current_setting('max_locks_per_transaction')";

    @BeforeEach
    void rolesAndSettings() throws Exception {
        tell(
                """
                drop role if exists copy_app, copy_owner, "Copy ""team";
                create role copy_app login password 'hunter2' bypassrls;
                create role copy_owner;
                create role "Copy ""team" nologin createdb;
                grant "Copy ""team" to copy_app with admin option;
                """);
    }

    @AfterEach
    void dropRoles() throws Exception {
        server.dropDatabase(NAME);
        tell(server.url("postgres"), "drop role if exists copy_app, copy_owner, \"Copy \"\"team\"");
    }

    @Test
    void owners_rights_and_memberships_come_along_without_passwords() throws Exception {
        tell(
                """
                create table room (id int);
                alter table room owner to copy_owner;
                grant select (id) on room to copy_app;
                alter table room enable row level security;
                create policy own on room to copy_app using (id > 1);
                alter database "Odd ' source" owner to copy_owner;
                revoke connect on database "Odd ' source" from public;
                grant create on database "Odd ' source" to copy_app;
                """);

        var copy = copy(live());

        assertThat(copy.notes()).isEmpty();
        assertThat(copy.drill().orElseThrow().passed()).isTrue();
        assertThat(
                        ask(
                                copy.url(),
                                """
                                select concat_ws(' ',
                                         (select tableowner from pg_tables where tablename = 'room'),
                                         has_column_privilege('copy_app', 'room', 'id', 'select'),
                                         has_table_privilege('copy_app', 'room', 'select'),
                                         pg_has_role('copy_app', 'Copy "team', 'member with admin option'),
                                         (select rolbypassrls from pg_roles where rolname = 'copy_app'),
                                         (select rolcreatedb from pg_roles where rolname = 'Copy "team'),
                                         (select pg_get_userbyid(datdba) from pg_database where datname = 'copy'),
                                         has_database_privilege('copy_app', 'copy', 'create'),
                                         has_database_privilege('Copy "team', 'copy', 'connect'),
                                         (select rolpassword is null from pg_authid where rolname = 'copy_app'))
                                """))
                .isEqualTo("copy_owner t f t t t copy_owner t f t");
    }

    @Test
    void settings_of_the_server_the_database_and_roles_come_along() throws Exception {
        alter("work_mem", "'7MB'");
        alter("jit", "off");
        alter("default_statistics_target", "77");
        tell(
                """
                alter role copy_app set search_path = "Odd schema", public;
                alter role copy_app in database "Odd ' source" set statement_timeout = '7s';
                alter database "Odd ' source" set "app.tenant" = 'it''s; = one';
                alter database "Odd ' source" set default_transaction_isolation = 'repeatable read';
                """);

        var copy = copy(live());

        assertThat(copy.notes()).isEmpty();
        assertThat(ask(copy.url(), SETTING)).startsWith("7MB off 77 ");
        assertThat(ask(copy.url(), "show app.tenant")).isEqualTo("it's; = one");
        assertThat(ask(copy.url(), "show default_transaction_isolation"))
                .isEqualTo("repeatable read");
        assertThat(
                        ask(
                                copy.url(),
                                """
                                select string_agg(array_to_string(setconfig, ','), ' | ' order by setdatabase)
                                  from pg_db_role_setting
                                 where setrole = 'copy_app'::regrole
                                """))
                .isEqualTo("search_path=\"Odd schema\", public | statement_timeout=7s");
    }

    @Test
    void what_is_set_for_whoever_migrates_holds_in_the_copy() throws Exception {
        tell("alter role slipway set lock_timeout = '1234ms'");
        try {
            assertThat(ask(copy(live()).url(), "show lock_timeout")).isEqualTo("1234ms");
        } finally {
            tell("alter role slipway reset lock_timeout");
        }
    }

    @Test
    void encoding_and_sorting_come_along() throws Exception {
        server.dropDatabase(NAME);
        tell(
                server.url("postgres"),
                """
                create database "Odd ' source" template template0 encoding 'LATIN1'
                       lc_collate 'C' lc_ctype 'C'
                """);

        var copy = copy(live());

        assertThat(copy.notes()).isEmpty();
        assertThat(ask(copy.url(), "show server_encoding")).isEqualTo("LATIN1");
    }

    @Test
    void another_provider_of_sorting_comes_along() throws Exception {
        server.dropDatabase(NAME);
        tell(
                server.url("postgres"),
                """
                create database "Odd ' source" template template0 locale_provider icu
                       icu_locale 'de-AT' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'
                """);

        var copy = copy(live());

        assertThat(copy.notes()).isEmpty();
        assertThat(
                        ask(
                                copy.url(),
                                "select datlocprovider::text || ' ' || daticulocale from pg_database where"
                                        + " datname = 'copy'"))
                .isEqualTo("i de-AT");
    }

    @Test
    void what_this_machine_cannot_sort_by_is_named_and_sorted_by_bytes() throws Exception {
        var ground = Ground.on(own());
        ground.site().begin(OptionalInt.of(15));
        var like =
                new Source(
                        source,
                        15,
                        false,
                        0,
                        new Source.Locality(
                                "UTF8", "xx_XX.utf8", "xx_XX.utf8", "c", Optional.empty()),
                        List.of());

        ground.prepare(like, PgTools.forServer(15));

        assertThat(ground.notes())
                .singleElement()
                .asString()
                .startsWith(
                        "the source sorts by xx_XX.utf8, which the server of the copy cannot (");
        assertThat(ask(ground.site().url("copy"), "show lc_collate")).isEqualTo("C");
    }

    @Test
    void extensions_come_along_and_a_missing_one_is_named_before_anything_is_copied()
            throws Exception {
        tell("create extension citext; create table guest (email citext)");
        assertThat(copy(live()).drill().orElseThrow().passed()).isTrue();
        closeSites();

        var site = own();
        site.begin(OptionalInt.of(15));
        try (var connection = site.url("postgres").connect("test")) {
            assertThatThrownBy(() ->
                            Extensions.require(
                                    connection, List.of("citext", "vector", "no_such"), 15))
                    .isInstanceOf(CopyException.class)
                    .hasMessage(
                            "the source has the extensions vector, no_such, which the PostgreSQL 15 of"
                                    + " the copy lacks: apt-get install postgresql-15-pgvector"
                                    + " postgresql-15-no-such, or name a server that has them with"
                                    + " --scratch-url");
        }
    }

    @Test
    void a_source_that_would_not_fit_is_refused_before_it_is_read() throws Exception {
        var one = Site.own(folder, folder, 1);
        assertThatThrownBy(() -> one.requireRoom(0, 1L << 60))
                .isInstanceOf(CopyException.class)
                .hasMessageMatching("the copy needs about [0-9.]+ GB in .* is free there: .*");
        var three = Site.own(folder, folder, 3);
        assertThatThrownBy(
                        () -> three.requireRoom(0, Files.getFileStore(folder).getUsableSpace() / 2))
                .isInstanceOf(CopyException.class)
                .hasMessageMatching(
                        "the copy and 2 databases made of it need about [0-9.]+ GB in .*"
                                + " leave the downs out with --no-down, .*");
        three.requireRoom(300, 1000);
        assertThat(Files.exists(folder)).isTrue();
    }

    private void alter(String name, String value) throws Exception {
        tell("alter system set %s = %s".formatted(name, value));
        tell("select pg_reload_conf()");
    }
}
