package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.copy.Progress;
import dev.slipway.engine.down.Damage;
import dev.slipway.engine.down.DownVerdict;
import dev.slipway.engine.down.RehearsedDown;
import dev.slipway.engine.start.Side;
import dev.slipway.migrate.Migrator;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the rehearsal says of what the new version wrote and a down takes away, whatever the
/// server's version.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WritingsContract {

    private static final String BASE =
            """
            create type mood as enum ('calm', 'loud');
            create table room (
                id bigserial primary key,
                name text not null,
                seats int not null default 1,
                mood mood not null default 'calm'
            );
            insert into room (name, mood)
            select 'room ' || i, case when i = 1 then 'loud' else 'calm' end::mood
              from generate_series(1, 5) i;
            """;

    private final int major;
    private Copies copies;
    private SmallService service;

    WritingsContract(int major) {
        this.major = major;
    }

    @BeforeAll
    void start(@TempDir Path home) {
        copies = Copies.on(major, home);
        service = new SmallService(home);
    }

    @AfterAll
    void stop() {
        copies.close();
    }

    @Test
    void rows_of_a_table_that_the_migration_made_are_lost_and_nothing_else() throws Exception {
        var copy =
                next(
                        "create table tag (room bigint, word text);",
                        "drop table tag;",
                        copies.copy(BASE));

        var result = written(copy, "insert into tag values (1, 'a'), (1, 'a'), (2, null)");

        var rows = new Damage(Damage.What.ROWS, "public.tag", 3);
        assertThat(result.downs().getFirst().verdict())
                .isEqualTo(new DownVerdict.Lossy(List.of(), List.of(rows), List.of()));
        assertThat(text(result))
                .contains(
                        """
                        Taking back
                          2_next.up.sql: lossy: loses nothing that was there before; what the new version wrote is lost: 3 rows of public.tag

                        """)
                .contains(
                        "works with loss of what the new version wrote (3 rows of public.tag): the"
                                + " down script ran on the copy");
        assertThat(result.downs().getFirst().toJson().compact())
                .contains("\"verdict\":\"lossy\"", "\"losses\":[]", "\"on_new_data\":true")
                .contains("\"written\":[{\"what\":\"rows\",\"place\":\"public.tag\",\"count\":3}]");
        assertThat(copy.ask("select count(*) from pg_database where datname like '%slipway%'"))
                .isEqualTo("0");
    }

    @Test
    void what_the_migration_itself_wrote_is_not_counted() throws Exception {
        var copy =
                next(
                        """
                        create table "Odd %s" as select id, name from room;
                        alter table room add poster text default 'none';
                        """,
                        "drop table \"Odd %s\"; alter table room drop column poster;",
                        copies.copy(BASE));

        var result =
                written(
                        copy,
                        """
                        insert into "Odd %s" values (6, 'new');
                        update "Odd %s" set name = 'other' where id = 1;
                        update room set poster = 'a' where id < 3;
                        insert into room (name, poster) values ('empty', null);
                        """);

        assertThat(lost(result))
                .containsExactlyInAnyOrder(
                        new Damage(Damage.What.ROWS, "public.\"Odd %s\"", 2),
                        new Damage(Damage.What.COLUMN, "public.room.poster", 2));
    }

    @Test
    void a_down_that_keeps_what_the_new_version_wrote_loses_nothing() throws Exception {
        var copy =
                next(
                        "alter table room rename name to title; create table tag (id int);",
                        "alter table room rename title to name; drop table tag;",
                        copies.copy(BASE));

        var down = written(copy, "insert into room (title) values ('new')").downs().getFirst();

        assertThat(down.verdict()).isEqualTo(new DownVerdict.Lossless());
        assertThat(down.lines())
                .containsExactly(
                        "2_next.up.sql: lossless: is taken back, and everything is as before",
                        "  of what the new version wrote, nothing was seen to be lost",
                        "  takes away what the new version writes to table public.tag");
    }

    @Test
    void nothing_is_said_of_a_new_version_that_wrote_nothing() throws Exception {
        var copy = next("create table tag (id int);", "drop table tag;", copies.copy(BASE));

        var down = written(copy, "select * from room").downs().getFirst();

        assertThat(down.onNewData()).isFalse();
        assertThat(down.lines())
                .containsExactly(
                        "2_next.up.sql: lossless: is taken back, and everything is as before",
                        "  takes away what the new version writes to table public.tag");
    }

    @Test
    void old_data_that_is_lost_is_told_apart() throws Exception {
        var copy =
                next(
                        "alter table room drop column seats; create table tag (id int);",
                        "alter table room add seats int not null default 2; drop table tag;",
                        copies.copy(BASE));

        var down = written(copy, "insert into tag values (1)").downs().getFirst();

        assertThat(down.lines())
                .first()
                .isEqualTo(
                        "2_next.up.sql: lossy: loses what 5 rows held in public.room.seats; what the"
                                + " new version wrote is lost, too: 1 row of public.tag");
    }

    @Test
    void rows_that_the_script_deletes_are_lost() throws Exception {
        var copy =
                next(
                        "alter table room alter seats drop not null;",
                        "delete from room where seats is null; alter table room alter seats set not null;",
                        copies.copy(BASE));

        var result = written(copy, "insert into room (name, seats) values ('a', null), ('b', 7)");

        assertThat(lost(result)).containsExactly(new Damage(Damage.What.ROWS, "public.room", 1));
    }

    @Test
    void values_that_the_script_overwrites_are_lost() throws Exception {
        var again =
                """
                alter table room alter mood drop default;
                alter type mood rename to old_mood;
                create type mood as enum (%s);
                alter table room alter mood type mood using mood::text::mood;
                alter table room alter mood set default 'calm';
                drop type old_mood;
                """;
        var copy =
                next(
                        again.formatted("'calm', 'loud', 'wild'"),
                        "update room set mood = 'calm' where mood = 'wild';\n"
                                + again.formatted("'calm', 'loud'"),
                        copies.copy(BASE));

        var result =
                written(
                        copy,
                        """
                        update room set mood = 'wild' where id < 3;
                        update room set mood = 'loud' where id = 5;
                        """);

        assertThat(lost(result))
                .containsExactly(new Damage(Damage.What.COLUMN, "public.room.mood", 2));
    }

    @Test
    void a_script_that_writes_all_values_anew_takes_none_away() throws Exception {
        var copy =
                next(
                        "update room set name = name || '.';",
                        "update room set name = rtrim(name, '.');",
                        copies.copy(BASE));

        var result = written(copy, "insert into room (name) values ('new.')");

        assertThat(result.downs().getFirst().verdict()).isEqualTo(new DownVerdict.Lossless());
    }

    @Test
    void each_migration_is_told_what_its_own_script_takes_away() throws Exception {
        var copy = copies.copy(BASE);
        write(
                copy,
                "2_poster",
                "alter table room add poster text;",
                "alter table room drop poster;");
        write(copy, "3_tag", "create table tag (id int);", "drop table tag;");
        write(copy, "4_trim", "select 1;", "delete from room where name = 'new';");

        var result =
                written(
                        copy,
                        """
                        insert into room (name, poster) values ('new', 'a');
                        update room set poster = 'b' where id = 1;
                        insert into tag values (1), (2);
                        """);

        assertThat(result.downs())
                .extracting(down -> down.migration() + " " + down.verdict().word())
                .containsExactly(
                        "4_trim.up.sql lossy", "3_tag.up.sql lossy", "2_poster.up.sql lossy");
        assertThat(result.downs())
                .extracting(WritingsContract::lost)
                .containsExactly(
                        List.of(new Damage(Damage.What.ROWS, "public.room", 1)),
                        List.of(new Damage(Damage.What.ROWS, "public.tag", 2)),
                        List.of(new Damage(Damage.What.COLUMN, "public.room.poster", 2)));
    }

    @Test
    void what_a_role_may_not_read_is_counted_all_the_same() throws Exception {
        var copy = copies.empty();
        copy.tell("create role \"the app\"");
        copy.tell("create schema \"the shop\" authorization \"the app\"");
        copy.write("1_room.sql", "create table room (id int);");
        Migrator.builder()
                .database(copy.url())
                .migrations(copy.set())
                .schema("the shop")
                .role("the app")
                .build()
                .migrate();
        next(
                "revoke select on room from \"the app\";",
                "delete from room; grant select on room to \"the app\";",
                copy);

        var result =
                copy.rehearsal()
                        .schema("the shop")
                        .role("the app")
                        .newCommand(service.writing("insert into room values (1)"))
                        .build()
                        .run();

        assertThat(lost(result))
                .containsExactly(new Damage(Damage.What.ROWS, "\"the shop\".room", 1));
    }

    @Test
    void a_session_that_outlives_the_new_version_is_no_obstacle() throws Exception {
        var copy = next("create table tag (id int);", "drop table tag;", copies.copy(BASE));
        var writes =
                service.candidate(
                        Side.NEW,
                        "",
                        "psql -c 'insert into tag values (1)'",
                        """
                        psql -c 'select pg_sleep(600)' > /dev/null 2>&1 &
                        until psql -Atc "
                            select 'sleeps'
                              from pg_stat_activity
                             where datname = current_database()
                               and query = 'select pg_sleep(600)'" | grep -q sleeps
                        do
                            sleep 0.1
                        done
                        """);

        var result = copy.rehearsal().newCommand(writes).build().run();

        assertThat(lost(result)).containsExactly(new Damage(Damage.What.ROWS, "public.tag", 1));
    }

    @Test
    void the_name_of_the_copy_may_be_as_long_as_names_can_be() throws Exception {
        var copy = next("create table tag (id int);", "drop table tag;", copies.copy(BASE));
        var name = "n".repeat(63);
        try (var connection = copy.url().withDatabase("postgres").connect("test");
                var statement = connection.createStatement()) {
            var renamed = "alter database \"%s\" rename to " + name;
            statement.execute(renamed.formatted(copy.url().database()));
        }
        var named = new Copies.Copy(copy.url().withDatabase(name), copy.folder());

        var result = written(named, "insert into tag values (1)");

        assertThat(lost(result)).containsExactly(new Damage(Damage.What.ROWS, "public.tag", 1));
    }

    @Test
    void it_is_told_which_migration_is_taken_back_and_how_far_the_comparing_is() throws Exception {
        var copy = copies.copy(BASE);
        write(copy, "2_more", "update room set seats = 3;", "update room set seats = 1;");
        write(copy, "3_tag", "create table tag (id int);", "drop table tag;");
        var told = new ArrayList<String>();

        copy.rehearsal()
                .newCommand(service.writing("insert into tag values (1)"))
                .progress(
                        new Progress() {
                            @Override
                            public void begins(String doing) {
                                told.add(doing);
                            }

                            @Override
                            public void goesOn(String doing) {
                                told.add("… " + doing);
                            }
                        })
                .build()
                .run();

        assertThat(told)
                .containsExactly(
                        "Taking back 2_more.up.sql, 1 of 2",
                        "… Taking back 2_more.up.sql, 1 of 2: comparing, 50 % · about 0 s left",
                        "… Taking back 2_more.up.sql, 1 of 2: comparing, 99 % · about 0 s left",
                        "Taking back 3_tag.up.sql, 2 of 2",
                        "Starting the new version",
                        "Taking back 3_tag.up.sql from what the new version left, 1 of 2",
                        "Taking back 2_more.up.sql from what the new version left, 2 of 2");
    }

    private static Copies.Copy next(String up, String down, Copies.Copy copy) throws Exception {
        return write(copy, "2_next", up, down);
    }

    private static Copies.Copy write(Copies.Copy copy, String name, String up, String down)
            throws Exception {
        return copy.write(name + ".up.sql", up).write(name + ".down.sql", down);
    }

    private RehearsalResult written(Copies.Copy copy, String sql) {
        return copy.rehearsal().newCommand(service.writing(sql)).build().run();
    }

    private static List<Damage> lost(RehearsalResult result) {
        return lost(result.downs().getFirst());
    }

    private static List<Damage> lost(RehearsedDown down) {
        assertThat(down.onNewData()).isTrue();
        return down.verdict() instanceof DownVerdict.Lossy(_, var written, _) ? written : List.of();
    }

    private static String text(RehearsalResult result) {
        return new TextRenderer(Ink.PLAIN).render(result.toReport());
    }
}
