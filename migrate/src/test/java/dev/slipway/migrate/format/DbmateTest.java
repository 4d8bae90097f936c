package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbmateTest {

    private static final String BOTH =
            """
            -- A room for each story.

            -- migrate:up
            create table room (id int);
            create function f() returns int language plpgsql as $$
            begin return 1; end $$;

            -- migrate:down transaction:false
            drop function f();
            drop table room;
            """;

    @TempDir private Path folder;

    @Test
    void each_direction_has_its_block() {
        assertThat(up(BOTH).statements()).extracting(Statement::line).containsExactly(4, 5);
        assertThat(up(BOTH).transactional()).isTrue();
        assertThat(down(BOTH).statements())
                .containsExactly(
                        new Statement(9, "drop function f()"),
                        new Statement(10, "drop table room"));
    }

    /// The server makes one transaction of a message with several statements, and none of one.
    @ParameterizedTest
    @CsvSource({
        "transaction:false, select 1;, false",
        "transaction:false, select 1; select 2;, true",
        "other:thing transaction:false, select 1;, false",
        "transaction:false transaction:true, select 1;, true",
        "transaction:true, select 1;, true",
        "transaction:false;, select 1;, true",
        "'', select 1;, true",
    })
    void a_block_runs_in_a_transaction_or_not(String options, String sql, boolean transactional) {
        var parts = up("-- migrate:up " + options + "\n" + sql + "\n-- migrate:down\n");

        assertThat(parts.transactional()).isEqualTo(transactional);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--migrate:up\nselect 1;\n--migrate:down\n",
                "--  migrate:up\r\nselect 1;\r\n-- migrate:down\r\n",
                "\n  \n -- first\n-- migrate:up\nselect 1;\n-- migrate:down anything\n",
                "-- migrate:up\nselect 1;\n-- migrate:down",
            })
    void directives_are_read_as_dbmate_reads_them(String text) {
        assertThat(up(text).statements()).extracting(Statement::sql).containsExactly("select 1");
        assertThat(down(text).statements()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1; | 1_a.sql:1: dbmate needs a line '-- migrate:up'",
                "-- migrate:upward~-- migrate:down | dbmate needs a line '-- migrate:up'",
                "' -- migrate:up~-- migrate:down' | not with a space or a byte order mark",
                "\uFEFF-- migrate:up~-- migrate:down | not with a space or a byte order mark",
                "-- migrate:up~select 1; | 1_a.sql:1: dbmate needs a line '-- migrate:down'",
                "-- migrate:down~-- migrate:up | 1_a.sql:1: '-- migrate:up' must stand before",
                "-- a~select 1;~-- migrate:up~-- migrate:down | 1_a.sql:2: nothing but comments",
                "-- migrate:up~-- migrate:down~-- migrate:up | 1_a.sql:3: there is a second",
                "-- migrate:up~-- migrate:down~-- migrate:down | 1_a.sql:3: there is a second",
            })
    void what_dbmate_would_refuse_is_refused(String text, String message) {
        assertThatThrownBy(() -> up(text.replace('~', '\n')))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining(message);
    }

    @Test
    void files_run_in_the_order_of_their_names_and_versions_follow_it() throws IOException {
        write("1_a.sql");
        write("10_b.sql");
        write("9_c.sql");
        write("01_d.sql");

        var set = MigrationSet.of(Formats.DBMATE, folder);

        assertThat(set.migrations())
                .extracting(Migration::version)
                .containsExactly("01", "10", "1", "9")
                .isSortedAccordingTo(Formats.DBMATE.order());
        assertThat(set.newest()).contains("9");
    }

    @ParameterizedTest
    @CsvSource({
        "20260101_add_rooms.sql, 20260101, add rooms",
        "7.sql, 7, ''",
        "8abc.sql, 8, abc",
        "0012-x.sql, 0012, -x",
    })
    void a_name_begins_with_a_version(String file, String version, String description)
            throws IOException {
        write(file);

        var migration = MigrationSet.of(Formats.DBMATE, folder).migrations().get(0);

        assertThat(migration.version()).isEqualTo(version);
        assertThat(migration.description()).isEqualTo(description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_1.sql", "1_a.SQL", "1_a.txt", "\u0661_a.sql"})
    void other_files_are_passed_over(String file) throws IOException {
        write(file);

        assertThatThrownBy(() -> MigrationSet.of(Formats.DBMATE, folder))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("dbmate names them <version>_<name>.sql");
    }

    @Test
    void two_files_of_one_version_are_both_named() throws IOException {
        write("1_a.sql");
        write("1b.sql");

        assertThatThrownBy(() -> MigrationSet.of(Formats.DBMATE, folder))
                .hasMessageContaining("1_a.sql and 1b.sql");
    }

    @Test
    void its_table_has_one_column() {
        assertThat(Formats.DBMATE.owns(Set.of("version character varying"))).isTrue();
        assertThat(Formats.DBMATE.owns(Set.of("version character varying(255)"))).isTrue();
        assertThat(Formats.DBMATE.owns(Set.of("version character varying(50)", "script text")))
                .isFalse();
        assertThat(Formats.DBMATE.owns(Set.of("version bigint"))).isFalse();
        assertThat(Formats.DBMATE.owns(Set.of())).isFalse();
    }

    @Test
    void it_has_no_lock() {
        assertThat(Formats.DBMATE.lockIds(new HistoryTable("app", "public", "schema_migrations")))
                .isEmpty();
    }

    @Test
    void a_new_file_has_both_directions() {
        assertThat(Formats.DBMATE.create("20260101000000", "add_rooms"))
                .containsExactly(
                        new Format.NewFile(
                                "20260101000000_add_rooms.sql",
                                "-- migrate:up\n\n\n-- migrate:down\n\n"));
    }

    private void write(String file) throws IOException {
        Files.writeString(folder.resolve(file), "-- migrate:up\n-- migrate:down\n");
    }

    private static Script.Parts up(String text) {
        return new DbmateFile("1_a.sql", text).up();
    }

    private static Script.Parts down(String text) {
        return new DbmateFile("1_a.sql", text).down();
    }
}
