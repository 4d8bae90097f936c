package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong is told in one sentence, with the right exit code, and nothing is changed.
class BadInputTest extends DatabaseFixture {

    private static final String TABLES =
            """
            select count(*)
              from pg_class
             where relnamespace >= 16384
                or relnamespace = 'public'::regnamespace
            """;

    @Test
    void a_folder_that_is_missing() throws Exception {
        var missing = folder.resolve("missing");

        refused(
                db(missing, "migrate"),
                "there is no folder " + missing + ": name the one that holds the migrations");
    }

    @Test
    void a_folder_that_is_a_file() throws Exception {
        var file = write("1_a.sql", "create table a ();");

        refused(
                db(file, "migrate"),
                file + " is a file: name the folder that holds the migrations");
    }

    @ParameterizedTest
    @CsvSource({"auto", "sqlx", "goose", "slipway"})
    void an_empty_folder(String format) throws Exception {
        refused(migrate("--format", format), "there are no migrations in " + folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sqlx    | x_a.sql    | x_a.sql
                    goose   | 0_a.sql    | 0_a.sql
                    slipway | 1_a.sql    | 1_a.sql is not named <version>_<name>.up.sql
                    """)
    void a_file_whose_name_does_not_fit(String format, String file, String said) throws Exception {
        write("2_b.sql", "create table b ();");
        write("2_b.up.sql", "create table b ();");
        write(file, "create table a ();");

        refused(migrate("--format", format), said);
    }

    @Test
    void two_files_of_one_version_are_both_named() throws Exception {
        write("1_a.sql", "create table a ();");
        write("01_b.sql", "create table b ();");

        var refused = migrate();

        refused(refused, "1_a.sql");
        refused(refused, "01_b.sql");
    }

    @Test
    void a_file_that_is_not_utf_8() throws Exception {
        Files.write(folder.resolve("1_a.sql"), "-- Zürich".getBytes(StandardCharsets.ISO_8859_1));

        refused(migrate(), folder + "/1_a.sql is not UTF-8: save it as UTF-8");
    }

    @Test
    void a_file_that_holds_a_nul() throws Exception {
        write("1_a.sql", "create table a ();\n\ncreate table b\0 ();\n");

        refused(migrate(), folder + "/1_a.sql:3 holds a NUL character");
    }

    @Test
    void a_file_that_cannot_be_read() throws Exception {
        // Not even root can read the start of its own memory.
        Files.createSymbolicLink(folder.resolve("1_a.sql"), Path.of("/proc/self/mem"));

        refused(migrate(), "cannot read " + folder + "/1_a.sql: ");
    }

    @Test
    void a_link_to_itself_and_one_to_nothing() throws Exception {
        write("1_a.sql", "create table a ();");
        var loop = folder.resolve("2_b.sql");
        Files.createSymbolicLink(loop, loop);
        refused(migrate(), loop + " is a symbolic link that leads nowhere");

        Files.delete(loop);
        Files.createSymbolicLink(loop, folder.resolve("gone.sql"));
        refused(migrate(), loop + " is a symbolic link that leads nowhere");
    }

    @Test
    void a_folder_whose_link_leads_to_itself() throws Exception {
        var loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);

        refused(db(loop, "migrate"), "cannot read the folder " + loop);
    }

    @Test
    void a_schema_that_is_not_there() throws Exception {
        write("1_a.sql", "create table a ();");

        var refused = migrate("--schema", "shop");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "slipway: there is no schema shop in "
                                + database.database()
                                + ": create it first\n");
    }

    @Test
    void a_role_that_is_not_there() throws Exception {
        write("1_a.sql", "create table a ();");

        var refused = migrate("--role", "nobody \"at\" all");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("role \"nobody \"at\" all\" does not exist")
                .hasLineCount(1);
    }

    @Test
    void read_only_transactions() throws Exception {
        write("1_a.sql", "create table a ();");
        server.execute(
                "postgres",
                "alter database %s set default_transaction_read_only = on"
                        .formatted(database.database()));

        var refused = migrate();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("slipway: nothing was applied: transactions are read-only here")
                .hasLineCount(1);
    }

    @Test
    void a_standby() throws Exception {
        write("1_a.sql", "create table a ();");
        var signal = Files.createFile(server.data().resolve("standby.signal"));
        Files.setOwner(signal, Files.getOwner(server.data()));
        server.restart();
        try {
            database = server.url(database.database());

            assertThat(db("status").exit()).isEqualTo(5);
            assertThat(migrate())
                    .isEqualTo(
                            new Slipway(
                                    1,
                                    "",
                                    "slipway: nothing was applied: the server is a standby, which takes no writes: connect to the primary\n"));
            assertThat(db("verify").exit()).isEqualTo(3);
            assertThat(db("migrate", "--dry-run").exit()).isZero();
        } finally {
            Files.delete(signal);
            server.restart();
        }
    }

    private void refused(Slipway run, String said) throws SQLException {
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("slipway: ")
                .contains(said)
                .doesNotContain("\tat ", "Exception")
                .hasLineCount(1);
        assertThat(value(TABLES)).isEqualTo("0");
    }

    private Slipway migrate(String... more) {
        return db("migrate", more);
    }
}
