package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a rehearsal proves goes with the migrations into the database, from command to command.
class VerdictTest extends DatabaseFixture {

    @TempDir private Path project;

    /// The files of the version that comes back.
    @TempDir private Path old;

    @BeforeEach
    void release() throws IOException {
        Files.writeString(old.resolve("1_rooms.sql"), "create table room (id int, name text);");
        assertThat(db(old, "migrate").exit()).isZero();
        write("1_rooms.sql", Files.readString(old.resolve("1_rooms.sql")));
        write("2_poster.sql", "alter table room add poster text;");
        Files.writeString(project.resolve("rooms.sql"), "select id, name from room;");
    }

    @Test
    void the_old_version_starts_on_a_schema_that_it_is_proven_to_work_on() throws Exception {
        var verdict = rehearse("--old-sql", "rooms.sql", "--old-version", "1.0.0");

        assertThat(db("migrate", "--verdict", verdict).exit()).isZero();

        assertThat(db("status").out())
                .contains("  bookkeeping  on\n  proven       1.0.0 works on it as it stands\n");
        assertThat(db(old, "status", "--ahead", "tolerate-if-proven:1.0.0").exit()).isZero();
        assertThat(db(old, "migrate", "--ahead", "tolerate-if-proven:1.0.0").exit()).isZero();
        assertThat(db(old, "migrate", "--ahead", "tolerate-if-proven:0.9.0").exit()).isEqualTo(7);
        assertThat(db(old, "migrate").exit()).isEqualTo(7);
    }

    @Test
    void a_new_version_that_was_started_is_remembered_too() throws Exception {
        var verdict =
                rehearse(
                        "--old-sql",
                        "rooms.sql",
                        "--old-version",
                        "1.0.0",
                        "--new-version",
                        "1.1.0",
                        "--new-command",
                        "sleep 60",
                        "--ready",
                        "true",
                        "--check",
                        "psql -c 'select poster from room'");

        assertThat(db("migrate", "--verdict", verdict).exit()).isZero();

        assertThat(db("status").out())
                .contains("  proven       1.0.0, 1.1.0 work on it as it stands\n");
    }

    @Test
    void files_that_were_changed_since_are_not_applied() throws Exception {
        var verdict = rehearse("--old-sql", "rooms.sql", "--old-version", "1.0.0");
        write("2_poster.sql", "alter table room drop name;");

        var refused = db("migrate", "--verdict", verdict);

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.out())
                .startsWith("Nothing was applied: it is not what was rehearsed.\n")
                .contains("2_poster.sql", "has changed since it was rehearsed");
        assertThat(value("select count(*) from _sqlx_migrations")).isEqualTo("1");
    }

    @Test
    void a_verdict_that_proves_nothing_is_refused() throws Exception {
        write("2_poster.sql", "alter table room drop name;");

        for (var verdict :
                List.of(
                        rehearse("--old-sql", "rooms.sql", "--old-version", "1.0.0"),
                        rehearse("--old-version", "1.0.0"),
                        rehearse("--old-sql", "rooms.sql"))) {
            var refused = db("migrate", "--verdict", verdict);

            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.out())
                    .startsWith("Nothing was applied: the verdict proves nothing.\n");
        }
        assertThat(value("select count(*) from _sqlx_migrations")).isEqualTo("1");
    }

    @Test
    void what_is_no_verdict_is_told() throws Exception {
        var file = project.resolve("verdict.json");
        assertThat(db("migrate", "--verdict", file.toString()))
                .isEqualTo(
                        new Slipway(
                                2,
                                "",
                                "slipway: cannot use the verdict "
                                        + file
                                        + ": give what slipway rehearse --output json wrote: "
                                        + file
                                        + " is not there\n"));
        for (var text :
                List.of("", "{", "[]", "{\"verdict\": \"pass\"}", "{\"proof\": {}}", "\0\0")) {
            Files.writeString(file, text);

            var refused = db("migrate", "--verdict", file.toString());

            assertThat(refused.exit()).as(text).isEqualTo(2);
            assertThat(refused.err())
                    .startsWith("slipway: cannot use the verdict " + file)
                    .doesNotContain("SLIPWAY_DEBUG")
                    .hasLineCount(1);
        }
        assertThat(value("select count(*) from _sqlx_migrations")).isEqualTo("1");
    }

    @Test
    void a_policy_that_is_none_is_told() {
        var wrong = db("migrate", "--ahead", "maybe");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("'maybe' is not refuse, tolerate or tolerate-if-proven:VERSION");
    }

    /// @return the report's file
    private String rehearse(String... more) throws IOException {
        var args = new ArrayList<>(List.of("rehearse", "--output", "json"));
        args.addAll(List.of("--migrations", folder.toString()));
        args.addAll(List.of("--database-url", database.toReference()));
        for (var word : more) {
            args.add(word.endsWith(".sql") ? project.resolve(word).toString() : word);
        }
        var rehearsed = Slipway.in(project, args.toArray(String[]::new));
        assertThat(rehearsed.err()).isEmpty();
        var file = Files.createTempFile(project, "verdict", ".json");
        Files.writeString(file, rehearsed.out());
        return file.toString();
    }
}
