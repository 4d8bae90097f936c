package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DbCommandsTest extends DatabaseFixture {

    @Test
    void status_before_and_after_migrate() throws IOException {
        write("1_rooms.sql", "create table room (id int);");
        write("2_names.sql", "alter table room add name text;");

        var before = db("status");
        assertThat(before.exit()).isEqualTo(5);
        assertThat(before.out())
                .isEqualTo(
                        """
                        Pending: 2 migrations to apply, 0 applied.

                        Database
                          what         value
                          database     %s
                          schema       public
                          format       sqlx
                          current      none
                          applied      0
                          pending      1, 2
                          bookkeeping  on
                        """
                                .formatted(database));
        assertThat(before.err()).isEmpty();

        var migrate = db("migrate");
        assertThat(migrate.exit()).isZero();
        assertThat(
                        migrate.out()
                                .replaceAll("in [0-9.]+ m?s", "in T")
                                .replaceAll(" +[0-9]+\n", "  N\n"))
                .isEqualTo(
                        """
                        Applied 2 migrations in T.

                        Applied
                          version  description  ms
                          1        rooms  N
                          2        names  N
                        """);

        var after = db("status");
        assertThat(after.exit()).isZero();
        assertThat(after.out()).startsWith("Ready: 2 migrations applied, none pending.\n");
        assertThat(db("migrate").out()).isEqualTo("Nothing to do: every migration is applied.\n");
    }

    @Test
    void the_json_of_status_has_the_documented_fields() throws IOException {
        write("1_a.sql", "create table a ();");
        db("migrate");
        write("1_a.sql", "create table a (); ");
        write("2_b.sql", "create table b ();");

        var status = db("status", "--output", "json");

        assertThat(status.exit()).isEqualTo(9);
        assertThat(status.out())
                .isEqualTo(
                        """
                        {
                          "verdict": "block",
                          "headline": "Drift: what was applied and what the files say differ.",
                          "state": "drift",
                          "format": "sqlx",
                          "database": "%s",
                          "schema": "public",
                          "current": "1",
                          "applied": 1,
                          "pending": [
                            "2"
                          ],
                          "problems": [
                            {
                              "kind": "changed",
                              "version": "1",
                              "detail": "1 (a) was applied, and 1_a.sql has changed since: bring back the applied text"
                            }
                          ],
                          "bookkeeping": true,
                          "proven": []
                        }
                        """
                                .formatted(database));
        assertThat(new YAMLMapper().readTree(db("status", "-o", "yaml").out()))
                .isEqualTo(new JsonMapper().readTree(status.out()));
    }

    @Test
    void each_state_has_its_exit_code() throws Exception {
        write("1_a.sql", "create table a ();");
        write("3_c.sql", "create table c ();");
        db("migrate");

        write("2_b.sql", "create table b ();");
        assertThat(db("migrate").exit()).isEqualTo(3);
        assertThat(db("migrate", "--out-of-order", "apply").exit()).isZero();
        Files.delete(folder.resolve("3_c.sql"));
        assertThat(db("status").exit()).isEqualTo(7);
        assertThat(db("status", "--ahead", "tolerate").exit()).isZero();
        execute("update _sqlx_migrations set success = false where version = 1");
        assertThat(db("migrate").exit()).isEqualTo(6);
        execute("drop table _sqlx_migrations");
        assertThat(db("status").exit()).isEqualTo(2);
    }

    @Test
    void a_failed_migration_ends_with_one_and_says_where() throws IOException {
        write("1_a.sql", "create table a ();\n\ncreate table b (id nonsense);\n");

        var failed = db("migrate");

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out())
                .isEqualTo(
                        """
                        Failed at 1_a.sql:3: type "nonsense" does not exist [42704].

                        Problems
                          error 1_a.sql:3  It could not be applied: type "nonsense" does not exist [42704].
                                → the migration was undone and nothing of it is left: correct it and run again
                                migrate/failed
                        """);
    }

    @Test
    void a_held_migration_lock_ends_with_eight_and_names_the_holder() throws Exception {
        write("1_a.sql", "create table a ();");
        try (var other = database.connect("another tool");
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + sqlxLock() + ")");

            var locked = db("migrate", "--wait", "100ms");

            assertThat(locked.exit()).isEqualTo(8);
            assertThat(locked.out())
                    .startsWith("Nothing was applied: somebody else holds the migration lock.")
                    .contains("(another tool, user slipway, from 127.0.0.1, connected since ");
            assertThat(locked.err()).startsWith("waiting for the migration lock for 0 s");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db status",
                "db status --migrations {folder}",
                "db status --migrations {folder} --database-url mysql://u:hunter2@h/d",
                "db status --migrations {folder}/missing --database-url {url}",
                "db status --migrations {folder} --database-url {url}",
                "db migrate --migrations {folder} --database-url {url} --wait soon",
                "db migrate --migrations {folder} --database-url {url} --nonsense",
                "db migrate --migrations {folder} --database-url {url} --format liquibase",
                "db",
                "nonsense",
                "",
            })
    void a_wrong_command_line_ends_with_two_and_no_stack_trace(String line) {
        var filled =
                line.replace("{folder}", folder.toString())
                        .replace("{url}", database.toReference());

        var wrong = Slipway.run(filled.isEmpty() ? new String[0] : filled.split(" ", -1));

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).isNotBlank().doesNotContain("hunter2", "\tat ", "Exception");
    }

    @Test
    void a_wrong_password_ends_with_one_sentence() throws IOException {
        write("1_a.sql", "create table a ();");
        var url = database.toString().replace("slipway@", "slipway:hunter2@");

        var wrong =
                Slipway.run(
                        "db", "status", "--migrations", folder.toString(), "--database-url", url);

        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err())
                .isEqualTo(
                        "slipway: cannot connect to "
                                + database
                                + ": FATAL: password authentication failed for user \"slipway\"\n");
    }

    @Test
    void the_database_may_be_named_by_the_environment() throws IOException {
        write("1_a.sql", "create table a ();");

        var named =
                Slipway.run(
                        Map.of("DATABASE_URL", database.toReference()),
                        "db",
                        "status",
                        "--migrations",
                        folder.toString());

        assertThat(named.exit()).isEqualTo(5);
    }
}
