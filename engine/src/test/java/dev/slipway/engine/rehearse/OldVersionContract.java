package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.compat.Broken;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.compat.OldStatement;
import dev.slipway.report.Exit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the rehearsal says of the old version's SQL, whatever the server's version.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OldVersionContract {

    private static final String BASE =
            """
            create domain handle as text not null check (length(value) > 1);
            create type mood as enum ('calm', 'loud');
            create table room (
                id bigserial primary key,
                name text not null,
                slug text,
                duration int not null default 60,
                mood mood
            );
            create table member (
                room_id bigint not null references room (id),
                nick handle,
                seen timestamptz,
                constraint member_key unique (room_id, nick)
            );
            create view lobby as select id, name from room;
            insert into room (name) select 'room ' || i from generate_series(1, 50) i;
            insert into member select id, 'nick' from room;
            """;

    private final int major;
    private Copies copies;

    OldVersionContract(int major) {
        this.major = major;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        copies = Copies.on(major, folder);
    }

    @AfterAll
    void stop() {
        copies.close();
    }

    @Test
    void of_200_statements_exactly_the_three_that_break_are_named(@TempDir Path queries)
            throws Exception {
        TwoHundredStatements.in(queries);
        var copy = copies.copy(BASE);
        copy.write(
                        "2_harmless.sql",
                        "alter table room add poster text;\ncreate table tag (id int);\n")
                .write(
                        "3_drop.sql",
                        """
                        -- The slug moved into the name.
                        update room set name = name || slug where slug is not null;

                        alter table room drop column slug;
                        """)
                .write(
                        "4_partial.sql",
                        """
                        create unique index member_seen on member (room_id, nick)
                            where seen is null;
                        alter table member drop constraint member_key;
                        """)
                .write(
                        "5_type.sql",
                        """
                        alter table room alter duration drop default;
                        alter table room
                            alter duration type text;
                        alter table room alter duration set default '60';
                        """);

        var result = copy.rehearsal().oldSql(OldSql.read(queries)).build().run();

        var compat = result.compat().orElseThrow();
        assertThat(compat.checked()).isEqualTo(200);
        assertThat(compat.skipped()).isEmpty();
        assertThat(compat.broken())
                .extracting(
                        broken -> broken.statement().source(),
                        broken -> broken.brokenBy().orElseThrow().toString(),
                        Broken::error)
                .containsExactlyInAnyOrder(
                        tuple(
                                "rooms.sql:42",
                                "3_drop.sql:4",
                                "column \"slug\" does not exist [42703]"),
                        tuple(
                                "query-upsert.json",
                                "4_partial.sql:3",
                                "there is no unique or exclusion constraint matching the ON CONFLICT"
                                        + " specification [42P10]"),
                        tuple(
                                "members.sql:7",
                                "5_type.sql:2",
                                "operator does not exist: text > integer [42883]"));
        assertThat(result.toReport().headline())
                .isEqualTo(
                        "Do not ship: 3 statements of 1.0.0 break, the first, members.sql:7,"
                                + " at 5_type.sql:2.");
    }

    @Test
    void a_type_that_changes_silently_breaks_what_reads_or_binds_it() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_type.sql", "alter table room alter duration type bigint;")
                .write("3_text.sql", "alter table room alter slug type varchar(99);");

        var compat =
                compat(
                        copy,
                        "select duration from room",
                        "update room set duration = $1",
                        "select slug from room where slug = $1",
                        "select * from room",
                        "select count(*) from room");

        assertThat(compat.broken())
                .extracting(Broken::error)
                .containsExactly(
                        "result column \"duration\" was integer and is now bigint",
                        "parameter $1 was integer and is now bigint",
                        "result column \"duration\" was integer and is now bigint");
        assertThat(compat.broken())
                .extracting(broken -> broken.brokenBy().orElseThrow().toString())
                .containsOnly("2_type.sql:1");
    }

    @Test
    void a_column_that_vanishes_from_a_star_breaks_it_and_one_more_does_not() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_more.sql", "alter table member add badge text;")
                .write("3_less.sql", "alter table room drop mood;");

        var compat = compat(copy, "select * from member", "select * from room");

        assertThat(compat.broken())
                .singleElement()
                .satisfies(broken -> {
                    assertThat(broken.error()).isEqualTo("result column \"mood\" is gone");
                    assertThat(broken.brokenBy()).contains(new Broken.Line("3_less.sql", 1));
                });
    }

    @Test
    void the_line_that_tightens_is_named_also_where_values_decide() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                        "2_check.sql",
                        """
                        alter table room add note text;
                        alter table room
                            add constraint room_duration check (duration > 0) not valid;
                        alter table room validate constraint room_duration;
                        """)
                .write(
                        "3_required.sql",
                        """
                        alter table room add code text;
                        update room set code = id;
                        alter table room alter code set not null;
                        """);

        var result =
                copy.rehearsal()
                        .oldSql(
                                old(
                                        "update room set duration = $1 where id = $2",
                                        "update room set name = $1 where id = $2",
                                        "insert into room (name) values ($1)"))
                        .build()
                        .run();

        var compat = result.compat().orElseThrow();
        assertThat(compat.atRisk())
                .singleElement()
                .satisfies(atRisk -> {
                    assertThat(atRisk.constraint())
                            .isEqualTo("room_duration on public.room: CHECK ((duration > 0))");
                    assertThat(atRisk.since()).contains(new Broken.Line("2_check.sql", 2));
                    assertThat(atRisk.statement().source()).isEqualTo("old.sql:1");
                });
        assertThat(compat.broken())
                .singleElement()
                .satisfies(broken -> {
                    assertThat(broken.error())
                            .isEqualTo(
                                    "null value in column \"code\" of relation \"room\" violates"
                                            + " not-null constraint [23502]");
                    assertThat(broken.brokenBy()).contains(new Broken.Line("3_required.sql", 3));
                });
        assertThat(copy.ask("select count(*) from pg_roles where rolname like 'slipway_probe%'"))
                .isEqualTo("0");
    }

    @Test
    void only_what_values_decide_leaves_the_way_back_open() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_unique.sql", "create unique index room_slug on room (slug);");

        var result =
                copy.rehearsal()
                        .oldSql(old("update room set slug = $1 where id = $2"))
                        .build()
                        .run();

        assertThat(result.exit()).isEqualTo(Exit.INCONCLUSIVE);
        assertThat(result.waysBack().ways().getFirst().proof().sentence())
                .isEqualTo(
                        "not proven: 1 of 1 statement of 1.0.0 depends on values, such as old.sql:1"
                                + " on room_slug on public.room: unique using btree (slug)");
    }

    @Test
    void a_break_that_a_later_line_mends_is_none_and_the_last_one_counts() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                        "2_mend.sql",
                        """
                        drop view lobby;
                        create view lobby as select id, name, duration from room;
                        alter table room rename slug to path;
                        """)
                .write("3_mend.sql", "alter table room rename path to slug;")
                .write("4_break.sql", "\n\nalter table room rename slug to path;");

        var compat = compat(copy, "select id from lobby", "select slug from room");

        assertThat(compat.broken())
                .extracting(broken -> broken.brokenBy().orElseThrow().toString())
                .containsExactly("4_break.sql:3");
    }

    @Test
    void what_failed_before_and_what_is_no_query_is_listed_apart() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_drop.sql", "alter table room drop slug;");

        var compat =
                compat(
                        copy,
                        "set search_path = app",
                        "begin",
                        "listen rooms",
                        "notify rooms, 'x'",
                        "vacuum room",
                        "select nothing from room",
                        "select 1",
                        "(select 1) union (select 2)");

        assertThat(compat.checked()).isEqualTo(2);
        assertThat(compat.broken()).isEmpty();
        assertThat(compat.skipped())
                .extracting(skipped -> skipped.statement().sql())
                .containsExactly(
                        "set search_path = app",
                        "begin",
                        "listen rooms",
                        "notify rooms, 'x'",
                        "vacuum room",
                        "select nothing from room");
        assertThat(compat.skipped().getLast().reason())
                .isEqualTo(
                        "it fails on the old schema too: column \"nothing\" does not exist [42703]");
    }

    @Test
    void a_parameter_of_a_domain_that_refuses_null_works() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_add.sql", "alter table member add badge text;");

        var compat =
                compat(
                        copy,
                        "insert into member (room_id, nick) values ($1, $2)",
                        "select * from member where nick = $1::handle");

        assertThat(compat.checked()).isEqualTo(2);
        assertThat(compat.broken()).isEmpty();
    }

    @Test
    void odd_names_in_a_schema_of_their_own_are_planned_there() throws Exception {
        var copy =
                copies.copy(
                        "create schema \"My Shop\"; create table \"My Shop\".\"Order\" (\"Id\" int);");
        copy.write(
                "2_odd.sql",
                """
                select pg_catalog.set_config('search_path', '', false);
                alter table "My Shop"."Order" add "a ""b\""" text;
                alter table "My Shop"."Order" rename "Id" to "ID";
                """);
        copy.tell("alter table _sqlx_migrations set schema \"My Shop\"");
        var old =
                old(
                        "select \"Id\" from \"Order\"",
                        "select count(*) from \"Order\" where '{\"a\": 1}'::jsonb ? 'a'");

        var result = copy.rehearsal().schema("My Shop").oldSql(old).build().run();

        var compat = result.compat().orElseThrow();
        assertThat(result.statements().get(1).locks())
                .extracting(HeldLock::relation)
                .containsExactly("\"My Shop\".\"Order\"");
        assertThat(compat.checked()).isEqualTo(2);
        assertThat(compat.broken())
                .singleElement()
                .satisfies(broken -> {
                    assertThat(broken.error()).isEqualTo("column \"Id\" does not exist [42703]");
                    assertThat(broken.brokenBy()).contains(new Broken.Line("2_odd.sql", 3));
                });
    }

    @Test
    void breaks_without_a_table_lock_are_found_too() throws Exception {
        var copy =
                copies.copy(
                        BASE
                                + "create function double(int) returns int language sql as 'select $1 * 2';");
        copy.write("2_function.sql", "drop function double(int);")
                .write("3_enum.sql", "alter type mood rename value 'calm' to 'quiet';")
                .write(
                        "4_index.sql",
                        "-- no-transaction\ncreate index concurrently x on room (slug);");

        var compat =
                compat(
                        copy,
                        "select double(duration) from room",
                        "select 1 where $1 = 'calm'::mood");

        assertThat(compat.broken())
                .extracting(broken -> broken.brokenBy().orElseThrow().toString())
                .containsExactly("2_function.sql:1", "3_enum.sql:1");
    }

    @Test
    void checking_runs_nothing_and_leaves_nothing() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_add.sql", "alter table room add poster text; alter table room drop slug;");

        var compat =
                compat(
                        copy,
                        "delete from member",
                        "insert into room (name) values ('x') returning id",
                        "select nextval('room_id_seq')",
                        "select pg_sleep(60)",
                        "select slug from room");

        assertThat(compat.broken()).hasSize(1);
        assertThat(copy.ask("select count(*) from member")).isEqualTo("50");
        assertThat(copy.ask("select last_value from room_id_seq")).isEqualTo("50");
        assertThat(copy.ask("select count(*) from pg_prepared_statements")).isEqualTo("0");
        assertThat(
                        copy.ask(
                                "select count(*) from pg_database where datname like '%slipway_before'"))
                .isEqualTo("0");
    }

    @Test
    void a_migration_that_fails_is_named_with_its_line() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_good.sql", "alter table room add poster text;")
                .write(
                        "3_bad.sql",
                        """
                        alter table room add banner text;

                        alter table room
                            alter column slug set not null;
                        """);

        var result = copy.rehearsal().oldSql(old("select slug from room")).build().run();

        assertThat(result.run()).isInstanceOf(Run.Failed.class);
        assertThat(result.compat()).isEmpty();
        assertThat(result.statements())
                .extracting(RehearsedStatement::place)
                .containsExactly("2_good.sql:1", "3_bad.sql:1");
        assertThat(result.toReport().headline())
                .isEqualTo(
                        "Do not ship: 3_bad.sql:3 fails: column \"slug\" of relation \"room\" contains"
                                + " null values [23502].");
    }

    @Test
    void a_concurrent_index_that_fails_is_named_with_its_line() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                "2_index.sql",
                """
                -- no-transaction
                create unique index concurrently member_nick
                    on member (nick);
                """);

        var result = copy.rehearsal().build().run();

        assertThat(result.run()).isInstanceOf(Run.Failed.class);
        assertThat(result.toReport().headline())
                .startsWith("Do not ship: 2_index.sql:2 fails: could not create unique index");
    }

    @Test
    void without_old_sql_nobody_can_tell() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_add.sql", "alter table room add poster text;");

        var result = copy.rehearsal().build().run();

        assertThat(result.compat()).isEmpty();
        assertThat(result.toReport().verdict().word()).isEqualTo("inconclusive");
        assertThat(result.codeOnly()).isFalse();
    }

    @Test
    void with_nothing_pending_there_is_nothing_to_rehearse() throws Exception {
        var copy = copies.copy(BASE);

        var result = copy.rehearsal().oldSql(old("select 1")).build().run();

        assertThat(result.toReport().headline())
                .isEqualTo("Nothing to rehearse: no migration is pending.");
        assertThat(result.toReport().verdict().word()).isEqualTo("pass");
    }

    @Test
    void a_copy_whose_history_drifted_is_refused() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("1_base.sql", "select 1;").write("2_add.sql", "select 2;");

        var result = copy.rehearsal().oldSql(old("select 1")).build().run();

        assertThat(result.run()).isEqualTo(new Run.Refused());
        assertThat(result.toReport().headline())
                .isEqualTo(
                        "Not rehearsed, since no migration may run: 1 (base) was applied, and"
                                + " 1_base.sql has changed since: bring back the applied text.");
        assertThat(result.toReport().verdict().word()).isEqualTo("block");
    }

    private static CompatResult compat(Copies.Copy copy, String... statements) throws Exception {
        var result = copy.rehearsal().oldSql(old(statements)).build().run();
        assertThat(result.run()).isInstanceOf(Run.Ended.class);
        return result.compat().orElseThrow();
    }

    private static OldSql old(String... statements) {
        var all = new ArrayList<OldStatement>();
        for (var sql : List.of(statements)) {
            all.add(new OldStatement("old.sql:" + (all.size() + 1), sql));
        }
        return new OldSql(all);
    }
}
