package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The commands that go back, put right, adopt, tell and begin.
class DbUpkeepCommandsTest extends DatabaseFixture {

    @Test
    void down_says_what_it_destroys_and_does_it_only_when_accepted() throws Exception {
        write("1_rooms.up.sql", "create table room (id int);");
        write("1_rooms.down.sql", "drop table room;");
        write("2_names.up.sql", "alter table room add name text; create table seat (id int);");
        write("2_names.down.sql", "alter table room drop name; drop table seat;");
        db("migrate");
        execute("insert into room values (1, 'a'), (2, null); insert into seat values (1), (2)");

        var blocked = db("down");

        assertThat(blocked)
                .isEqualTo(
                        new Slipway(
                                3,
                                """
                                Taking back 2 (names) destroys data. Nothing was changed.

                                Would be destroyed
                                  what              where             rows
                                  drops the column  public.room.name     1
                                  drops the table   public.seat          2

                                What to do
                                  Save the data first, or take it back all the same with --accept-data-loss.
                                """,
                                ""));
        assertThat(db("status").exit()).isZero();

        var done = db("down", "--accept-data-loss");

        assertThat(done.exit()).isZero();
        assertThat(done.out().replaceAll("in [0-9.]+ m?s", "in T"))
                .isEqualTo(
                        """
                        Took back 2 (names) in T.

                        Destroyed
                          what              where             rows
                          drops the column  public.room.name     1
                          drops the table   public.seat          2
                        """);
        assertThat(db("status").exit()).isEqualTo(5);
    }

    @Test
    void the_json_of_down_has_the_documented_fields() throws Exception {
        write("1_rooms.up.sql", "create table room (id int);");
        write("1_rooms.down.sql", "drop table room;");
        db("migrate");
        execute("insert into room values (1)");

        var blocked = db("down", "--output", "json");

        assertThat(blocked.exit()).isEqualTo(3);
        assertThat(blocked.out())
                .isEqualTo(
                        """
                        {
                          "verdict": "block",
                          "headline": "Taking back 1 (rooms) destroys data. Nothing was changed.",
                          "outcome": "blocked",
                          "version": "1",
                          "description": "rooms",
                          "file": "1_rooms.down.sql",
                          "from_bookkeeping": false,
                          "losses": [
                            {
                              "what": "table",
                              "schema": "public",
                              "table": "room",
                              "column": null,
                              "rows": 1
                            }
                          ]
                        }
                        """);
        assertThat(new YAMLMapper().readTree(db("down", "-o", "yaml").out()))
                .isEqualTo(new JsonMapper().readTree(blocked.out()));
    }

    @Test
    void an_older_program_goes_down_by_the_bookkeeping() throws Exception {
        write("1_rooms.up.sql", "create table room (id int);");
        write("2_seats.up.sql", "create table seat (id int);");
        write("2_seats.down.sql", "drop table seat;");
        db("migrate");
        Files.delete(folder.resolve("2_seats.up.sql"));
        Files.delete(folder.resolve("2_seats.down.sql"));
        assertThat(db("status").exit()).isEqualTo(7);

        var done = db("down");

        assertThat(done.exit()).isZero();
        assertThat(done.out().replaceAll("in [0-9.]+ m?s", "in T"))
                .isEqualTo("Took back 2 (seats) in T, by the script in the bookkeeping.\n");
        assertThat(db("status").exit()).isZero();
        assertThat(db("down").out())
                .isEqualTo(
                        """
                        Nothing was taken back: 1_rooms.up.sql has no down script, neither as a file nor in the bookkeeping: write one, or take it back by hand and say so with slipway db repair --mark-pending.
                        """);
        assertThat(db("down").exit()).isEqualTo(3);
    }

    @Test
    void a_failing_down_ends_with_one_and_says_where() throws Exception {
        write("1_rooms.up.sql", "create table room (id int);");
        write("1_rooms.down.sql", "drop table room;\ndrop table nonsense;\n");
        db("migrate");

        assertThat(db("down"))
                .isEqualTo(
                        new Slipway(
                                1,
                                """
                                Failed at 1_rooms.down.sql:2: table "nonsense" does not exist [42P01].

                                Problems
                                  error 1_rooms.down.sql:2  It could not be taken back: table "nonsense" does not exist [42P01].
                                        → the migration was undone and nothing of it is left: correct it and run again
                                        down/failed
                                """,
                                ""));
    }

    @Test
    void repair_shows_the_change_and_makes_it_with_yes() throws Exception {
        write("1_rooms.sql", "create table if not exists room (id int);");
        db("migrate");
        execute("update _sqlx_migrations set success = false");

        assertThat(db("repair"))
                .isEqualTo(
                        new Slipway(
                                4,
                                """
                                Nothing was changed: look at 1 change, and make what is right with --yes.

                                Would change
                                  - 1 failed half-way, says the history
                                    → take that mark away, so that the next migrate runs it again
                                      delete from "public"."_sqlx_migrations"
                                       where version = 1;
                                """,
                                ""));
        assertThat(db("status").exit()).isEqualTo(6);

        assertThat(db("repair", "--yes"))
                .isEqualTo(
                        new Slipway(
                                0,
                                """
                                Made 1 change. Pending: 1 migration to apply, 0 applied.

                                Changed
                                  - 1 failed half-way, says the history
                                    → take that mark away, so that the next migrate runs it again
                                      delete from "public"."_sqlx_migrations"
                                       where version = 1;
                                """,
                                ""));
        assertThat(db("migrate").exit()).isZero();
        assertThat(db("repair")).isEqualTo(new Slipway(0, "Nothing to repair.\n", ""));
    }

    @Test
    void repair_writes_what_was_done_by_hand() throws Exception {
        write("1_rooms.sql", "create table room (id int);");
        write("2_seats.sql", "create table seat (id int);");
        db("migrate");
        execute("drop table seat");

        var shown = db("repair", "--mark-pending", "2", "--output", "json");
        assertThat(new JsonMapper().readTree(shown.out()).at("/changes/0/kind").asString())
                .isEqualTo("mark-pending");
        assertThat(db("repair", "--mark-pending", "2", "--yes").exit()).isZero();
        assertThat(db("status").exit()).isEqualTo(5);
        assertThat(db("repair", "--mark-applied", "2", "--yes").exit()).isZero();
        assertThat(db("status").exit()).isZero();
        assertThat(db("repair", "--mark-applied", "2", "--yes"))
                .isEqualTo(
                        new Slipway(
                                2,
                                """
                                Nothing was repaired: 2 is applied already, says the history.
                                """,
                                ""));
    }

    @Test
    void baseline_adopts_what_is_there() throws Exception {
        write("1_rooms.sql", "create table room (id int);");
        write("2_seats.sql", "create table seat (id int);");
        execute("create table room (id int)");
        assertThat(db("migrate").exit()).isEqualTo(2);

        assertThat(db("baseline", "1"))
                .isEqualTo(
                        new Slipway(
                                0,
                                """
                                Adopted at 1: 1 migration counts as applied, and none was run.

                                Counted as applied
                                  1
                                """,
                                ""));
        assertThat(db("migrate").exit()).isZero();
        assertThat(db("baseline", "1"))
                .isEqualTo(
                        new Slipway(
                                2,
                                """
                                Nothing was adopted: there is a history already, and 2 migrations are applied in it: use slipway db repair --mark-applied for a single one.
                                """,
                                ""));
    }

    @Test
    void history_lists_who_applied_what() throws Exception {
        write("1_rooms.sql", "create table room (id int);");
        write("2_seats.sql", "create table seat (id int);");
        execute("create table room (id int)");
        db("baseline", "1");
        execute("update _sqlx_migrations set installed_on = '2026-01-02 03:04:05+00'");
        db("migrate");
        execute(
                """
                update _sqlx_migrations
                   set installed_on = '2026-02-03 04:05:00+00', execution_time = 12345678
                 where version = 2
                """);

        assertThat(db("history"))
                .isEqualTo(
                        new Slipway(
                                0,
                                """
                                2 migrations applied.

                                History
                                  version  description  state    at                    by       from                        ms
                                  1        rooms        applied  2026-01-02T03:04:05Z                                        0
                                  2        seats        applied  2026-02-03T04:05:00Z  slipway  slipway migrate, 127.0.0.1  12
                                """,
                                ""));
        var second = new JsonMapper().readTree(db("history", "-o", "json").out()).at("/entries/1");
        assertThat(second.at("/application").asString()).isEqualTo("slipway migrate");
        assertThat(second.at("/at").asString()).isEqualTo("2026-02-03T04:05:00Z");
    }

    @Test
    void create_writes_the_next_file() throws IOException {
        write("001_rooms.sql", "create table room (id int);");

        var created = create("add posters");

        assertThat(created)
                .isEqualTo(
                        new Slipway(
                                0,
                                """
                                Created 002 in the format sqlx.

                                Files
                                  %s
                                """
                                        .formatted(folder.resolve("002_add_posters.sql")),
                                ""));
        assertThat(folder.resolve("002_add_posters.sql")).isEmptyFile();
    }

    @Test
    void an_empty_folder_needs_a_format() {
        var refused = create("add posters");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "slipway: there are no migrations in "
                                + folder
                                + " of a format that is known: name the format with --format\n");
        assertThat(create("first", "--format", "goose").exit()).isZero();
    }

    @Test
    void a_held_migration_lock_ends_with_eight() throws Exception {
        write("1_rooms.up.sql", "create table room (id int);");
        write("1_rooms.down.sql", "drop table room;");
        db("migrate");
        try (var other = database.connect("another tool");
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + sqlxLock() + ")");

            assertThat(db("down", "--wait", "100ms").exit()).isEqualTo(8);
            assertThat(db("repair", "--yes", "--wait", "100ms").exit()).isEqualTo(8);
            assertThat(db("baseline", "1", "--wait", "100ms").out())
                    .startsWith("Nothing was adopted: somebody else holds the migration lock.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db create",
                "db create a b --migrations {folder}",
                "db create ../a --migrations {folder} --format sqlx",
                "db create a --migrations {folder}/missing --format sqlx",
                "db create a --migrations {folder} --format liquibase",
                "db baseline --migrations {folder} --database-url {url}",
                "db down --migrations {folder} --database-url {url}",
                "db history --migrations {folder}/missing --database-url {url}",
                "db repair --migrations {folder} --database-url {url} --mark-applied",
            })
    void a_wrong_command_line_ends_with_two_and_no_stack_trace(String line) {
        var filled =
                line.replace("{folder}", folder.toString())
                        .replace("{url}", database.toReference());

        var wrong = Slipway.run(filled.split(" ", -1));

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).isNotBlank().doesNotContain("\tat ", "Exception");
    }

    @Test
    void the_help_of_down_reads_well() {
        assertThat(Slipway.run("db", "down", "--help").out())
                .startsWith(
                        """
                        Usage: slipway db down [-hV] [--accept-data-loss] [--ahead=POLICY]
                        """)
                .contains(
                        """
                        Take back the newest migration: exactly one, and no data unless that is
                        accepted.
                        The script comes from the file or, if that is gone, from what Slipway kept of
                        it in the database.
                              --accept-data-loss    Take it back even if that destroys data. Without it
                                                      the tables, columns and rows that would be lost
                                                      are named, and nothing is changed.
                        """);
    }

    private Slipway create(String name, String... more) {
        var args = new ArrayList<String>();
        args.addAll(List.of("db", "create", name, "--migrations", folder.toString()));
        args.addAll(List.of(more));
        return Slipway.run(args.toArray(String[]::new));
    }

    /// With the format that pairs of files leave open.
    @Override
    Slipway db(String command, String... more) {
        var args = new ArrayList<String>();
        if (Files.exists(folder.resolve("1_rooms.up.sql"))) {
            args.addAll(List.of("--format", "sqlx"));
        }
        args.addAll(List.of(more));
        return super.db(command, args.toArray(String[]::new));
    }
}
