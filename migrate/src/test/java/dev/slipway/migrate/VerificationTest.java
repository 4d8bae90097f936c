package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Identifiers;
import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a look before a release finds out about a role that lacks something.
@OnEachServer
class VerificationTest {

    /// Everything in the catalogue that a migration may change, and what is in the tables.
    private static final String DIGEST =
            """
            select md5(string_agg(line, e'\\n' order by line))
              from (select concat_ws(' ', 'class', oid, xmin, relname, relacl, relfilenode) as line
                      from pg_class
                     union all
                    select concat_ws(' ', 'namespace', oid, xmin, nspname, nspacl)
                      from pg_namespace
                     union all
                    select concat_ws(' ', 'attribute', attrelid, xmin, attname)
                      from pg_attribute
                     union all
                    select concat_ws(' ', 'type', oid, xmin, typname)
                      from pg_type
                     union all
                    select concat_ws(' ', 'proc', oid, xmin, proname)
                      from pg_proc) catalogue
            """;

    private static final String HISTORY =
            """
            create table _sqlx_migrations (
                version bigint primary key,
                description text not null,
                installed_on timestamptz not null default now(),
                success boolean not null,
                checksum bytea not null,
                execution_time bigint not null
            )
            """;

    private final TestServer server;
    @TempDir private Path folder;

    /// The database's owner.
    private DatabaseUrl owner;

    /// A role that may log in, and nothing else.
    private DatabaseUrl app;

    private String role = "";

    VerificationTest(int major) {
        server = TestServer.of(major);
    }

    @BeforeEach
    void newRole() throws SQLException {
        owner = server.newDatabase();
        role = owner.database() + " app";
        app = server.url(role, owner.database());
        admin("create role %s login".formatted(app()));
        admin("revoke all on database %s from public".formatted(database()));
        admin("revoke all on schema public from public");
        admin("grant connect on database %s to %s".formatted(database(), app()));
        admin("grant usage, create on schema public to %s".formatted(app()));
    }

    private String app() {
        return Identifiers.quote(role);
    }

    private String database() {
        return Identifiers.quote(owner.database());
    }

    @Test
    void a_role_that_may_do_everything_is_told_so_while_migrations_are_pending() throws Exception {
        write("1_a.sql", "create table a (id int primary key);");
        write("2_b.sql", "create table b (a int references a); create index on b (a);");
        write("3_c.sql", "alter table b add c int; comment on column b.c is 'c'; drop table b;");

        var verified = verify();

        assertThat(verified.missing()).isEmpty();
        assertThat(verified.exit()).isEqualTo(Exit.DONE);
        assertThat(verified.toReport().headline())
                .isEqualTo("Permitted: 3 migrations are pending, and this role may apply them.");
        assertThat(migrator().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(verify().exit()).isEqualTo(Exit.DONE);
        assertThat(verify().toReport().headline())
                .isEqualTo("Ready: 3 migrations applied, none pending.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    alter table room add x int                              | ownership on table public.room
                    alter table only public."Odd ""1"" x" add x int         | ownership on table public."Odd ""1"" x"
                    alter table if exists room rename to hall               | ownership on table public.room
                    alter table room drop constraint room_pkey              | ownership on table public.room
                    drop table room                                         | ownership on table public.room
                    drop table mine, room                                   | ownership on table public.room
                    drop index public.room_name                             | ownership on index public.room_name
                    alter index room_name rename to other                   | ownership on index public.room_name
                    alter sequence room_id_seq restart                      | ownership on sequence public.room_id_seq
                    drop view rooms                                         | ownership on view public.rooms
                    create or replace view rooms as select 1 as id          | ownership on view public.rooms
                    alter type mood add value 'sad'                         | ownership on type public.mood
                    drop domain if exists code                              | ownership on type public.code
                    drop function add(int, int)                             | ownership on function public.add
                    create or replace function add(a int, b int) returns int language sql as 'select 1' | ownership on function public.add
                    comment on table room is 'x'                            | ownership on table public.room
                    comment on column public.room.name is 'x'               | ownership on table public.room
                    comment on constraint room_pkey on room is 'x'          | ownership on table public.room
                    create index concurrently room_x on only room (name)    | ownership on table public.room
                    create unique index if not exists room_x on room (name) | ownership on table public.room
                    create policy p on room using (true)                    | ownership on table public.room
                    create trigger t before update of name on room for each row execute function f() | trigger on table public.room
                    create table x (id int, room int references room (id))  | references on table public.room
                    alter table mine add foreign key (id) references room   | references on table public.room
                    insert into room values (1)                             | insert on table public.room
                    update only room set name = ''                          | update on table public.room
                    delete from room                                        | delete on table public.room
                    truncate mine, room                                     | truncate on table public.room
                    copy room (id) from stdin                               | insert on table public.room
                    create table shop.x ()                                  | create on schema shop
                    set search_path to shop; create table x ()              | create on schema shop
                    alter table mine set schema shop                        | create on schema shop
                    alter table hidden.vault add x int                      | usage on schema "hidden"
                    create schema nova                                      | create on database {database}
                    create extension hstore                                 | create on database {database}
                    create extension if not exists file_fdw                 | superuser on extension file_fdw
                    create role somebody                                    | createrole
                    """)
    void each_privilege_that_is_missing_is_named(String sql, String missing) throws Exception {
        owned();
        write("7_x.sql", "\n" + sql + ";\n");

        var verified = verify();

        assertThat(verified.missing())
                .extracting(one -> one.privilege() + (one.on().isEmpty() ? "" : " on " + one.on()))
                .contains(missing.replace("{database}", database()));
        assertThat(verified.missing().get(0).place()).hasToString("7_x.sql:2");
        assertThat(verified.missing().get(0).role()).isEqualTo(role);
        assertThat(verified.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(migrator().migrate()).isNotInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    drop table if exists ghost
                    create table room2 (like room); alter table room2 add x int
                    create schema if not exists public
                    create temp table t (id int); insert into t values (1)
                    create table "table" (id int); alter table "table" add x int
                    insert into mine values (1), (2); comment on table mine is 'drop table room'
                    create function add(a text) returns int language sql as $$ drop table room; select 1 $$
                    -- alter table room
                    /* drop /* table */ room */ alter table mine add y int
                    """)
    void what_is_not_needed_is_not_asked_for(String sql) throws Exception {
        owned();
        admin("grant create on database %s to %s".formatted(database(), app()));
        admin("grant select on room to " + app());
        write("7_x.sql", sql + "\n;");

        assertThat(verify().missing()).isEmpty();
    }

    @Test
    void what_an_earlier_migration_makes_or_moves_away_is_not_missing() throws Exception {
        history();
        admin("create table public.room (id int)");
        admin("grant create on database %s to %s".formatted(database(), app()));
        write("1_a.sql", "create schema shop; create table shop.item (id int);");
        write("2_b.sql", "alter table shop.item add x int; create index on shop.item (x);");
        write("3_c.sql", "alter table shop.item rename to good;");
        write(
                "4_d.sql",
                "set search_path to shop, public; drop table good; create table room (id int);"
                        + " drop table room;");

        assertThat(verify().missing()).isEmpty();
        assertThat(migrator().migrate()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_search_path_is_that_of_its_own_script_alone() throws Exception {
        history();
        admin("revoke create on schema public from " + app());
        admin("grant create on database %s to %s".formatted(database(), app()));
        write("1_a.sql", "create schema shop; set search_path to shop; create table a (id int);");
        write("2_b.sql", "create table b (id int);");

        assertThat(verify().missing())
                .extracting(one -> one.place() + " " + one.privilege() + " on " + one.on())
                .containsExactly("2_b.sql:1 create on schema public");
        assertThat(migrator().migrate()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void the_history_must_be_writable() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator().migrate();
        write("2_b.sql", "create table b ();");
        admin("alter table _sqlx_migrations owner to postgres");

        assertThat(verify().missing()).extracting(one -> one.privilege()).containsExactly("access");
        admin("grant select on _sqlx_migrations to " + app());
        assertThat(verify().missing())
                .extracting(one -> one.privilege() + " on " + one.on())
                .containsExactly("insert on table public._sqlx_migrations");
        admin("grant insert on _sqlx_migrations to " + app());
        assertThat(verify().exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void a_schema_where_the_history_cannot_be_made_is_named() throws Exception {
        admin("revoke create on schema public from " + app());
        write("1_a.sql", "select 1;");

        var verified = verify();

        assertThat(verified.toReport().headline())
                .isEqualTo("Not permitted: a privilege is missing.");
        assertThat(verified.missing().get(0).finding().fact())
                .isEqualTo("The role " + role + " has no create on schema public.");
        assertThat(verified.missing().get(0).remedy())
                .isEqualTo("have its owner say: grant create on schema public to " + app());
    }

    @Test
    void a_database_that_may_not_be_connected_to_is_missing_a_privilege() throws Exception {
        admin("revoke connect on database %s from %s".formatted(database(), app()));
        write("1_a.sql", "select 1;");

        var verified = verify();

        assertThat(verified.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(verified.missing().get(0).remedy())
                .contains("permission denied for database")
                .contains("does not have CONNECT privilege");
    }

    @Test
    void a_role_that_may_not_be_taken_is_missing_a_privilege() throws Exception {
        write("1_a.sql", "select 1;");

        var verified = builder().role("postgres").build().verify();

        assertThat(verified.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(verified.missing().get(0).remedy()).contains("permission denied to set role");
    }

    @Test
    void records_that_may_not_be_kept_are_a_note_and_no_error() throws Exception {
        write("1_a.sql", "create table a ();");

        var report = verify().toReport();

        assertThat(verify().exit()).isEqualTo(Exit.DONE);
        assertThat(report.sections().toString())
                .contains("Slipway's own records are off: this role may not create the schema");
    }

    @Test
    void our_own_format_needs_its_own_schema() throws Exception {
        write("1_a.up.sql", "create table a ();");

        var own = builder().migrations(MigrationSet.of(Formats.SLIPWAY, folder)).build().verify();

        assertThat(own.missing())
                .extracting(one -> one.privilege() + " on " + one.on())
                .containsExactly("create on database " + database());
    }

    @Test
    void code_in_the_database_is_said_to_be_unseen() throws Exception {
        write("1_a.sql", "select 1;\n\ndo $$ begin execute 'drop table room'; end $$;");

        var verified = verify();

        assertThat(verified.hidden()).extracting(Object::toString).containsExactly("1_a.sql:3");
        assertThat(verified.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void a_pending_file_that_breaks_its_tools_rules_ends_as_a_wrong_folder() throws Exception {
        write("1_a.sql", "-- +goose Up\ncreate table a ();\n");
        write("2_b.sql", "-- +goose Up\ncreate table b ()\n");

        var verified = verify();

        assertThat(verified.exit()).isEqualTo(Exit.USAGE);
        assertThat(verified.unreadable()).hasSize(1).first().asString().contains("2_b.sql");
    }

    @Test
    void the_problems_of_the_state_keep_their_codes() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator().migrate();
        write("1_a.sql", "create table a (); ");
        assertThat(verify().exit()).isEqualTo(Exit.DRIFT);

        admin("update _sqlx_migrations set success = false");
        assertThat(verify().exit()).isEqualTo(Exit.DIRTY);
        admin("drop table _sqlx_migrations");
        assertThat(verify().exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void read_only_transactions_stand_in_the_way() throws Exception {
        admin("alter role %s set default_transaction_read_only = on".formatted(app()));
        write("1_a.sql", "create table a ();");

        assertThat(verify().exit()).isEqualTo(Exit.BLOCKED);
        assertThat(verify().missing().get(0).remedy())
                .startsWith("transactions are read-only here");
    }

    @Test
    void nothing_is_changed_and_nothing_but_the_catalogue_is_locked() throws Exception {
        owned();
        write("1_a.sql", "alter table room add x int; create schema nova;");
        var before = digest();

        try (var other = server.superuser(owner);
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table public.room in access exclusive mode");
            assertThat(verify().missing()).hasSize(2);
        }

        assertThat(digest()).isEqualTo(before);
    }

    /// Objects of another role, and one table of the role's own.
    private void owned() throws SQLException {
        admin("create table room (id serial primary key, name text)");
        admin("create index room_name on room (name)");
        admin("create table \"Odd \"\"1\"\" x\" ()");
        admin("create view rooms as select id from room");
        admin("create type mood as enum ('glad')");
        admin("create domain code as text");
        admin("create function add(int, int) returns int language sql as 'select 1'");
        admin("create function f() returns trigger language plpgsql as 'begin return new; end'");
        admin("create schema shop");
        admin("create schema hidden");
        admin("create table hidden.vault ()");
        admin("grant usage on schema shop to " + app());
        history();
        admin("create table mine (id int)");
        admin("alter table mine owner to " + app());
    }

    private void history() throws SQLException {
        admin(HISTORY);
        admin("grant all on _sqlx_migrations to " + app());
    }

    private Verification verify() {
        return migrator().verify();
    }

    private Migrator migrator() {
        return builder().build();
    }

    private Migrator.Builder builder() {
        return Migrator.builder().database(app).migrations(folder).schema("public");
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql);
    }

    private void admin(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection superuser() throws SQLException {
        return server.superuser(owner);
    }

    private List<String> digest() throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(DIGEST)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
