package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// What cannot be rehearsed, or goes wrong on the way.
class RehearseRefusalsTest extends RehearseFixture {

    @Test
    void a_migration_that_fails_is_named_with_its_line() throws Exception {
        migration("2_bad.sql", "create table seat (id int);\n\ncreate table x (id nonsense);");
        var before = digest();

        var rehearsed = rehearse();

        assertThat(rehearsed.exit()).isEqualTo(3);
        assertThat(rehearsed.out())
                .startsWith(
                        "Do not ship: 2_bad.sql:3:20 fails: type \"nonsense\" does not exist [42704].\n")
                .endsWith(
                        "  Correct 2_bad.sql:3:20 and rehearse again; only the copy was changed.\n");
        assertThat(digest()).isEqualTo(before);
        assertThat(scratch()).isEmpty();
    }

    @Test
    void what_may_not_run_is_said_without_a_copy() throws Exception {
        assertThat(rehearse().out()).isEqualTo("Nothing to rehearse: no migration is pending.\n");
        assertThat(rehearse().exit()).isZero();

        migration("1_rooms.sql", BASE + "-- changed\n");
        assertThat(rehearse().exit()).isEqualTo(9);
        assertThat(rehearse().out())
                .isEqualTo(
                        """
                        Not rehearsed, since no migration may run: 1 (rooms) was applied, and 1_rooms.sql has changed since: bring back the applied text.

                        Findings
                          error 1 (rooms)  was applied, and 1_rooms.sql has changed since: bring back the applied text
                                history/changed

                        What to do
                          Bring the files and the history together, and rehearse again.
                        """);

        Files.move(migrations().resolve("1_rooms.sql"), migrations().resolve("0_older.sql"));
        assertThat(rehearse().exit()).isEqualTo(7);
        assertThat(folder.resolve(".slipway")).doesNotExist();
    }

    @Test
    void a_role_that_owns_the_tables_is_no_obstacle() throws Exception {
        execute("drop role if exists rehearse_owner");
        execute("create role rehearse_owner");
        execute("grant all on schema public to rehearse_owner");
        execute("alter table room owner to rehearse_owner");
        execute("alter table _sqlx_migrations owner to rehearse_owner");
        migration("2_poster.sql", "alter table room add poster text;");

        assertThat(rehearse("--role", "rehearse_owner").exit()).isEqualTo(4);
        execute("drop owned by rehearse_owner");
        execute("drop role rehearse_owner");
    }

    @Test
    void what_is_wrongly_given_ends_with_two_and_one_line() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");
        oldSql("query-1.json", "{\"sql\": 1}");
        var old = folder.resolve("old");
        var gone = folder.resolve("gone");

        assertWrong(
                rehearse("--old-sql", gone.toString()),
                "cannot read the old version's SQL in " + gone + ": there is no such file");
        assertWrong(
                rehearse("--old-sql", Files.createDirectory(folder.resolve("empty")).toString()),
                "holds no query-*.json, no .sql and no .log file");
        assertWrong(
                rehearse("--old-sql", old.toString()),
                "query-1.json is no query of SQLx's offline cache");
        assertWrong(
                Slipway.in(
                        folder,
                        "rehearse",
                        "--migrations",
                        "m",
                        "--database-url",
                        "mysql://u:hunter2@h/d"),
                "postgres://");
        assertWrong(rehearse("--limit", "soon"), "'soon' is no time such as");
        Files.delete(migrations().resolve("1_rooms.sql"));
        Files.delete(migrations().resolve("2_poster.sql"));
        assertWrong(rehearse(), "there are no migrations in " + migrations());
    }

    @Test
    void a_wrong_password_ends_with_one_line_without_it() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");
        var url = database.toString().replace("slipway@", "slipway:hunter2@");

        var wrong =
                Slipway.in(
                        folder,
                        "rehearse",
                        "--migrations",
                        migrations().toString(),
                        "--database-url",
                        url);

        assertThat(wrong)
                .isEqualTo(
                        new Slipway(
                                1,
                                "",
                                "slipway: cannot connect to %s: FATAL: password authentication failed for user \"slipway\"\n"
                                        .formatted(database)));
    }

    @Test
    void a_backup_that_may_not_read_everything_fails_in_pg_dumps_words() throws Exception {
        execute("drop role if exists rehearse_reader");
        execute("create role rehearse_reader login password 'hunter2'");
        execute("grant select on _sqlx_migrations to rehearse_reader");
        migration("2_poster.sql", "alter table room add poster text;");
        var url = database.toString().replace("slipway@", "rehearse_reader:hunter2@");

        var failed =
                Slipway.in(
                        folder,
                        "rehearse",
                        "--migrations",
                        migrations().toString(),
                        "--database-url",
                        url);

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .startsWith("slipway: ")
                .contains("permission denied for table room")
                .doesNotContain("hunter2", "\tat ", "Exception");
        assertThat(scratch()).isEmpty();
        execute("drop owned by rehearse_reader");
        execute("drop role rehearse_reader");
    }

    @Test
    void what_stands_in_the_way_of_the_work_folder_is_named() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");
        var work = Files.createDirectories(folder.resolve(".slipway"));
        var inTheWay = Files.writeString(work.resolve("scratch"), "a file");

        assertThat(rehearse())
                .isEqualTo(
                        new Slipway(
                                1,
                                "",
                                "slipway: Making a scratch folder in %s failed: %s is in the way\n"
                                        .formatted(inTheWay, inTheWay)));
    }

    private static void assertWrong(Slipway wrong, String text) {
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .startsWith("slipway: ")
                .contains(text)
                .doesNotContain("hunter2", "\tat ", "Exception");
    }
}
