package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.down.Damage;
import dev.slipway.engine.down.DownVerdict;
import dev.slipway.engine.down.RehearsedDown;
import dev.slipway.engine.down.Remnant;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the rehearsal says of taking migrations back, whatever the server's version and the tool.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DownContract {

    private static final String BASE =
            """
            create type mood as enum ('calm', 'loud');
            create table room (
                id bigserial primary key,
                name text not null,
                slug varchar(20) not null,
                seats int check (seats > 0),
                mood mood not null default 'calm',
                constraint room_slug unique (slug)
            );
            create index room_name on room (name);
            create table "Odd %s" ("a b" json, f float8, l xml);
            create view lobby as select id, name from room;
            insert into room (name, slug, seats)
            select 'room ' || i, 'r' || i, nullif(i % 5, 0) from generate_series(1, 50) i;
            insert into "Odd %s" values ('{"b": 1,  "a": 2}', 0.1, '<a/>'), (null, 'NaN', null);
            """;

    /// How a tool writes a script and the one that takes it back.
    enum Tool {
        SQLX("sqlx") {
            @Override
            void write(Copies.Copy copy, String name, String up, Optional<String> down)
                    throws IOException {
                copy.write(name + ".up.sql", up);
                if (down.isPresent()) {
                    copy.write(name + ".down.sql", down.get());
                }
            }
        },
        GOOSE("goose") {
            @Override
            void write(Copies.Copy copy, String name, String up, Optional<String> down)
                    throws IOException {
                var back = down.map(sql -> "-- +goose Down\n" + sql).orElse("");
                copy.write(name + ".sql", "-- +goose Up\n" + up + "\n" + back);
            }
        };

        private final String word;

        Tool(String word) {
            this.word = word;
        }

        abstract void write(Copies.Copy copy, String name, String up, Optional<String> down)
                throws IOException;

        MigrationSet set(Copies.Copy copy) {
            return MigrationSet.of(Formats.of(word).orElseThrow(), copy.folder());
        }
    }

    private final int major;
    private Copies copies;

    DownContract(int major) {
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

    @ParameterizedTest
    @EnumSource
    void lossless_when_everything_is_as_before(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        """
                        alter table room rename column name to title;
                        alter table room alter mood set default 'loud';
                        alter table room add poster text;
                        create table tag (id int primary key);
                        """,
                        """
                        drop table tag;
                        alter table room drop column poster;
                        alter table room alter mood set default 'calm';
                        alter table room rename column title to name;
                        """);

        assertThat(down.verdict()).isEqualTo(new DownVerdict.Lossless());
        assertThat(down.drops()).containsExactly("column public.room.poster", "table public.tag");
    }

    @ParameterizedTest
    @EnumSource
    void the_order_of_columns_and_of_rows_is_no_difference(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        """
                        create table kept as select id, seats from room;
                        alter table room drop column seats;
                        """,
                        """
                        alter table room add seats int;
                        update room set seats = kept.seats from kept where kept.id = room.id;
                        alter table room add constraint room_seats_check check (seats > 0);
                        drop table kept;
                        """);

        assertThat(down.verdict()).isEqualTo(new DownVerdict.Lossless());
    }

    @ParameterizedTest
    @EnumSource
    void lossy_when_a_dropped_column_comes_back_empty(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        "alter table room drop column seats;",
                        "alter table room add seats int check (seats > 0);");

        assertThat(losses(down))
                .containsExactly(new Damage(Damage.What.COLUMN, "public.room.seats", 40));
        assertThat(remnants(down)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void lossy_when_a_table_does_not_come_back(Tool tool) throws Exception {
        var down = rehearsed(tool, "drop table \"Odd %s\";", "select 1;");

        assertThat(losses(down))
                .containsExactly(new Damage(Damage.What.TABLE, "public.\"Odd %s\"", 2));
        assertThat(remnants(down)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void lossy_when_values_are_shortened_and_only_those_count(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        "alter table room drop constraint room_slug; update room set slug = left(slug, 2);",
                        "select 1;");

        assertThat(losses(down))
                .containsExactly(new Damage(Damage.What.COLUMN, "public.room.slug", 41));
        assertThat(remnants(down))
                .containsExactly(
                        new Remnant(Remnant.How.MISSING, "constraint public.room.room_slug"));
    }

    @ParameterizedTest
    @EnumSource
    void lossy_when_rows_are_gone_or_swap_values_or_numbers_come_again(Tool tool) throws Exception {
        assertThat(losses(rehearsed(tool, "delete from room where id > 45;", "select 1;")))
                .containsExactly(new Damage(Damage.What.ROWS, "public.room", 5));
        assertThat(
                        losses(
                                rehearsed(
                                        tool,
                                        "update room set name = 'room ' || 51 - id;",
                                        "select 1;")))
                .containsExactly(new Damage(Damage.What.CHANGED, "public.room", 50));
        assertThat(
                        losses(
                                rehearsed(
                                        tool,
                                        "alter sequence room_id_seq restart with 11;",
                                        "select 1;")))
                .contains(new Damage(Damage.What.SEQUENCE, "public.room_id_seq", 40));
    }

    @ParameterizedTest
    @EnumSource
    void lossy_when_only_spelling_differs_in_types_without_a_hash(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        "alter table \"Odd %s\" alter \"a b\" type jsonb;",
                        "alter table \"Odd %s\" alter \"a b\" type json;");

        assertThat(losses(down))
                .containsExactly(new Damage(Damage.What.COLUMN, "public.\"Odd %s\".\"a b\"", 1));
    }

    @ParameterizedTest
    @EnumSource
    void fails_with_the_line_and_the_error(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        "alter table room alter slug drop not null; update room set slug = null;",
                        "select 1;\nalter table room alter slug set not null;");

        var fails =
                assertThat(down.verdict())
                        .asInstanceOf(InstanceOfAssertFactories.type(DownVerdict.Fails.class))
                        .actual();
        assertThat(fails.error())
                .isEqualTo("column \"slug\" of relation \"room\" contains null values [23502]");
        assertThat(fails.once()).isEmpty();
        assertThat(fails.line()).isEqualTo(tool == Tool.SQLX ? 2 : 5);
    }

    @ParameterizedTest
    @EnumSource
    void fails_once_the_new_version_writes_what_the_old_schema_forbids(Tool tool) throws Exception {
        assertThat(failsOnce(tool, "alter slug drop not null", "alter slug set not null"))
                .isEqualTo(
                        "public.room.slug holds a null: column \"slug\" of relation \"room\" contains"
                                + " null values [23502]");
        assertThat(
                        failsOnce(
                                tool,
                                "drop constraint room_slug",
                                "add constraint room_slug unique (slug)"))
                .isEqualTo(
                        "public.room.slug is the same in two rows: could not create unique index"
                                + " \"room_slug\" [23505]");
        assertThat(failsOnce(tool, "alter slug type text", "alter slug type varchar(20)"))
                .isEqualTo(
                        "public.room.slug holds what is no character varying(20): value too long for"
                                + " type character varying(20) [22001]");
        assertThat(failsOnce(tool, "alter seats type bigint", "alter seats type int"))
                .isEqualTo(
                        "public.room.seats holds what is no integer: integer out of range [22003]");
        assertThat(
                        failsOnce(
                                tool,
                                "drop constraint room_seats_check",
                                "add constraint room_seats_check check (seats > 0)"))
                .isEqualTo(
                        "public.room.seats breaks the check (seats > 0): check constraint"
                                + " \"room_seats_check\" of relation \"room\" is violated by some row"
                                + " [23514]");
    }

    @ParameterizedTest
    @EnumSource
    void fails_once_a_new_value_of_an_enum_is_used(Tool tool) throws Exception {
        var again =
                """
                alter table room alter mood drop default;
                alter type mood rename to old_mood;
                create type mood as enum (%s);
                alter table room alter mood type mood using mood::text::mood;
                alter table room alter mood set default 'calm';
                drop type old_mood;
                """;
        var down =
                rehearsed(
                        tool,
                        again.formatted("'calm', 'loud', 'wild'"),
                        again.formatted("'calm', 'loud'"));

        assertThat(once(down))
                .isEqualTo(
                        "public.room.mood holds 'wild': invalid input value for enum mood:"
                                + " \"wild\" [22P02]");
    }

    @ParameterizedTest
    @EnumSource
    void works_where_the_script_mends_what_the_new_version_wrote(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        "alter table room alter slug drop not null;",
                        """
                        update room set slug = 'r' || id where slug is null;
                        alter table room alter slug set not null;
                        """);

        assertThat(down.verdict()).isEqualTo(new DownVerdict.Lossless());
    }

    private String failsOnce(Tool tool, String up, String down) throws Exception {
        return once(
                rehearsed(tool, "alter table room " + up + ";", "alter table room " + down + ";"));
    }

    private static String once(RehearsedDown down) {
        return down.verdict() instanceof DownVerdict.Fails(_, var error, var once)
                ? once.orElse("always") + ": " + error
                : down.verdict().toString();
    }

    @ParameterizedTest
    @EnumSource
    void leftover_when_the_script_forgets_something(Tool tool) throws Exception {
        var down =
                rehearsed(
                        tool,
                        """
                        create table tag (id int primary key, name text);
                        create index tag_name on tag (name);
                        create function shout(text) returns text language sql as 'select upper($1)';
                        drop index room_name;
                        drop view lobby;
                        create view lobby as select id, name, slug from room;
                        grant select on room to public;
                        insert into room (name, slug) values ('seed', 'seed');
                        alter table room alter mood set default 'loud';
                        """,
                        "select 1;");

        assertThat(down.verdict()).isInstanceOf(DownVerdict.Leftover.class);
        assertThat(remnants(down))
                .containsExactlyInAnyOrder(
                        new Remnant(Remnant.How.LEFT, "table public.tag"),
                        new Remnant(Remnant.How.LEFT, "function public.shout(text)"),
                        new Remnant(Remnant.How.MISSING, "index public.room.room_name"),
                        new Remnant(Remnant.How.CHANGED, "view public.lobby"),
                        new Remnant(Remnant.How.CHANGED, "privileges of public.room"),
                        new Remnant(Remnant.How.LEFT, "1 new row of public.room"),
                        new Remnant(Remnant.How.CHANGED, "column public.room.mood"));
    }

    @ParameterizedTest
    @EnumSource
    void none_without_a_script(Tool tool) throws Exception {
        var copy = base(tool);
        tool.write(copy, "2_next", "alter table room add poster text;", Optional.empty());

        var down = run(tool, copy).downs().getFirst();

        assertThat(down.verdict()).isEqualTo(new DownVerdict.None());
    }

    @ParameterizedTest
    @EnumSource
    void each_migration_is_judged_by_itself_and_the_newest_comes_first(Tool tool) throws Exception {
        var copy = base(tool);
        tool.write(
                copy,
                "2_token",
                "alter table room add token uuid default gen_random_uuid();",
                Optional.of("alter table room drop column token;"));
        tool.write(
                copy,
                "3_seats",
                "alter table room drop column seats;",
                Optional.of("alter table room add seats int check (seats > 0);"));
        tool.write(
                copy,
                "4_long",
                "update room set token = null; update room set name = name || '.';",
                Optional.of("update room set name = rtrim(name, '.');"));

        var result = run(tool, copy);

        assertThat(result.downs())
                .extracting(down -> down.migration().charAt(0) + " " + down.verdict().word())
                .containsExactly("4 lossy", "3 lossy", "2 lossless");
        assertThat(losses(result.downs().getFirst()))
                .containsExactly(new Damage(Damage.What.COLUMN, "public.room.token", 50));
        assertThat(result.waysBack().ways().get(2).proof().sentence())
                .isEqualTo(
                        "works with loss of what 50 rows held in public.room.token, what 40 rows held"
                                + " in public.room.seats, what the new version writes to column"
                                + " public.room.token: 3 down scripts ran on the copy");
    }

    private RehearsedDown rehearsed(Tool tool, String up, String down) throws Exception {
        var copy = base(tool);
        tool.write(copy, "2_next", up, Optional.of(down));
        return run(tool, copy).downs().getFirst();
    }

    private Copies.Copy base(Tool tool) throws IOException, SQLException {
        var copy = copies.empty();
        tool.write(copy, "1_base", BASE, Optional.of("drop table room;"));
        var outcome =
                Migrator.builder()
                        .database(copy.url())
                        .migrations(tool.set(copy))
                        .build()
                        .migrate();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return copy;
    }

    private static RehearsalResult run(Tool tool, Copies.Copy copy) {
        var result = Rehearsal.builder().copy(copy.url()).migrations(tool.set(copy)).build().run();
        assertThat(result.run()).isInstanceOf(Run.Ended.class);
        return result;
    }

    private static List<Damage> losses(RehearsedDown down) {
        return down.verdict() instanceof DownVerdict.Lossy(var losses, _, _) ? losses : List.of();
    }

    private static List<Remnant> remnants(RehearsedDown down) {
        return switch (down.verdict()) {
            case DownVerdict.Lossy(_, _, var remnants) -> remnants;
            case DownVerdict.Leftover(var remnants) -> remnants;
            case DownVerdict.Lossless _, DownVerdict.Fails _, DownVerdict.None _ -> List.of();
        };
    }
}
