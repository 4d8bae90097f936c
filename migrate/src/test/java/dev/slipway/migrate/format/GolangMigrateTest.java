package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GolangMigrateTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "20260101_add_rooms.up.sql, 20260101, add rooms",
        "000001_a.up.sql, 1, a",
        "0_.up.sql, 0, ''",
        "3_a.up.up.sql, 3, a.up",
        "4_b.up.pgsql, 4, b",
        "5_c.up.sql.gz, 5, c",
        "9223372036854775807_x.up.sql, 9223372036854775807, x",
    })
    void a_name_is_read_as_golang_migrate_reads_it(String file, String version, String description)
            throws IOException {
        write(file, "select 1;");

        var migration = read().migrations().get(0);

        assertThat(migration.version()).isEqualTo(version);
        assertThat(migration.description()).isEqualTo(description);
        assertThat(migration.statements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1_a.sql", "a_1.up.sql", "-1_a.up.sql", "1a.up.sql", "1_a.UP.sql"})
    void other_files_are_passed_over(String file) throws IOException {
        write("9_z.up.sql", "");
        write(file, "select 1;");

        assertThat(read().migrations()).extracting(Migration::version).containsExactly("9");
    }

    @Test
    void a_version_that_the_table_cannot_hold_is_refused() throws IOException {
        write("9223372036854775808_x.up.sql", "");

        assertThatThrownBy(this::read)
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining(
                        "9223372036854775808_x.up.sql has a version that the history cannot hold");
    }

    @Test
    void versions_are_numbers_and_a_missing_half_is_empty() throws IOException {
        write("10_c.up.sql", "select 10;");
        write("2_b.down.sql", "select -2;");
        write("001_a.up.sql", "select 1;");
        write("1_gone.down.sql", "select -1;");

        var migrations = read().migrations();

        assertThat(migrations).extracting(Migration::version).containsExactly("1", "2", "10");
        assertThat(migrations.get(0).downText()).contains("select -1;");
        assertThat(migrations.get(1).statements()).isEmpty();
        assertThat(migrations.get(1).downText()).contains("select -2;");
        assertThat(migrations.get(2).downText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1_a.up.sql, 01_b.up.sql", "1_a.down.sql, 1_b.down.sql"})
    void two_files_of_one_version_are_both_named(String one, String other) throws IOException {
        write(one, "");
        write(other, "");

        assertThatThrownBy(this::read)
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining(one)
                .hasMessageContaining(other);
    }

    @Test
    void a_file_is_one_message() throws IOException {
        write("1_a.up.sql", "select 1; select 2;");
        write("2_b.up.sql", "select 1;");

        assertThat(read().migrations())
                .extracting(Migration::transactional)
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "T"})
    void with_the_setting_it_is_cut_at_every_semicolon(String yes) throws IOException {
        write("1_a.up.sql", "-- one\nselect 1;\n\nselect 'a;\nb'; -- two\n");

        var migration = read(yes).migrations().get(0);

        assertThat(migration.transactional()).isFalse();
        assertThat(migration.statements())
                .containsExactly(
                        new Statement(2, "select 1"),
                        new Statement(4, "select 'a;"),
                        new Statement(5, "b';"));
    }

    @Test
    void without_the_setting_it_is_not() throws IOException {
        write("1_a.up.sql", "select 'a;b'; select 2;");

        assertThat(read("false").migrations().get(0).statements()).hasSize(2);
        assertThat(read("false").migrations().get(0).transactional()).isTrue();
    }

    /// Of two connections to one database: by URL, and by a connection that the service made.
    @ParameterizedTest
    @CsvSource({
        "app, 1726534663, 1787120056",
        "synctv, 2616832773, 2749188353",
        "postgres, 3280485947, 143310882",
    })
    void there_are_two_locks(String database, long byUrl, long byConnection) {
        assertThat(
                        Formats.GOLANG_MIGRATE.lockIds(
                                new HistoryTable(database, "public", "schema_migrations")))
                .containsExactly(byUrl, byConnection);
    }

    @Test
    void its_table_says_whether_it_is_dirty() {
        var format = Formats.GOLANG_MIGRATE;

        assertThat(format.owns(Set.of("version bigint", "dirty boolean"))).isTrue();
        assertThat(format.owns(Set.of("version bigint"))).isFalse();
        assertThat(format.owns(Set.of("version character varying"))).isFalse();
    }

    @Test
    void the_way_back_of_a_file_has_its_name() {
        assertThat(
                        Formats.GOLANG_MIGRATE
                                .down("3_a.up.up.sql", "select 1;", Settings.NONE)
                                .orElseThrow()
                                .file())
                .isEqualTo("3_a.up.down.sql");
    }

    @Test
    void new_files_are_empty() {
        assertThat(Formats.GOLANG_MIGRATE.create("20260101000000", "add_rooms"))
                .containsExactly(
                        new Format.NewFile("20260101000000_add_rooms.up.sql", ""),
                        new Format.NewFile("20260101000000_add_rooms.down.sql", ""));
    }

    private MigrationSet read() {
        return MigrationSet.of(Formats.GOLANG_MIGRATE, folder);
    }

    private MigrationSet read(String multiStatement) {
        try (var files = Folder.directory(folder)) {
            return Formats.GOLANG_MIGRATE.read(
                    files, new Settings(Map.of("x-multi-statement", multiStatement), Map.of()));
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
