package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewMigrationTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T23:30:05Z"), ZoneId.of("Asia/Kathmandu"));

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "001_a.sql, 002_add_posters.sql",
        "1_a.sql, 2_add_posters.sql",
        "099_a.sql, 100_add_posters.sql",
        "999_a.sql, 1000_add_posters.sql",
        "20260101_a.sql, 20260102_add_posters.sql",
        "20260101120000_a.sql, 20260301233005_add_posters.sql",
        "20990101120000_a.sql, 20990101120001_add_posters.sql",
    })
    void the_version_is_in_the_style_of_the_folder(String there, String next) throws Exception {
        write(there, "create table a ();");

        create("add posters");

        assertThat(names()).containsExactlyInAnyOrder(there, next);
    }

    @Test
    void the_newest_is_the_highest_number_and_not_the_last_name() throws Exception {
        write("9_a.sql", "create table a ();");
        write("10_b.sql", "create table b ();");

        assertThat(create("c").version()).isEqualTo("11");
    }

    @Test
    void a_folder_of_pairs_gets_a_pair() throws Exception {
        write("1_a.up.sql", "create table a ();");
        write("1_a.down.sql", "drop table a;");

        var created = NewMigration.create(folder, Optional.of(Formats.SQLX), "b", CLOCK);

        assertThat(created.files())
                .containsExactly(folder.resolve("2_b.up.sql"), folder.resolve("2_b.down.sql"));
    }

    @Test
    void a_goose_migration_has_both_sections() throws Exception {
        write("00001_a.sql", "-- +goose Up\nselect 1;\n");

        create("b");

        assertThat(Files.readString(folder.resolve("00002_b.sql")))
                .isEqualTo("-- +goose Up\n\n-- +goose Down\n");
    }

    @Test
    void what_was_created_is_read_again() throws Exception {
        for (Format format : List.of(Formats.SLIPWAY, Formats.SQLX, Formats.GOOSE)) {
            var own = Files.createDirectory(folder.resolve(format.word()));
            NewMigration.create(own, Optional.of(format), "first", CLOCK);
            var second = NewMigration.create(own, Optional.of(format), "second", CLOCK);

            assertThat(second.version()).isEqualTo("20260301233006");
            assertThat(MigrationSet.of(format, own).migrations())
                    .extracting(migration -> migration.description())
                    .containsExactly("first", "second");
        }
    }

    @Test
    void an_empty_folder_needs_a_format() throws Exception {
        Files.writeString(folder.resolve("README.md"), "nothing yet");

        assertThatThrownBy(() -> create("a"))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageEndingWith("name the format with --format");
        assertThat(NewMigration.create(folder, Optional.of(Formats.GOOSE), "a", CLOCK).files())
                .containsExactly(folder.resolve("20260301233005_a.sql"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../evil", "a.b", "naïve", "a/b", "a;b"})
    void a_name_that_is_none_is_refused(String name) throws Exception {
        write("1_a.sql", "create table a ();");

        assertThatThrownBy(() -> create(name))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("letters, digits and underscores");
        assertThat(names()).containsExactly("1_a.sql");
    }

    @Test
    void a_file_that_is_there_is_never_written_over() throws Exception {
        write("1_a.up.sql", "create table a ();");
        write("2_b.down.sql", "drop table b;");

        assertThatThrownBy(() -> create("b"))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("2_b.down.sql is there already");
        assertThat(names()).containsExactlyInAnyOrder("1_a.up.sql", "2_b.down.sql");
    }

    @Test
    void a_folder_that_is_missing_is_named() {
        assertThatThrownBy(() ->
                        NewMigration.create(
                                folder.resolve("missing"), Optional.of(Formats.SQLX), "a", CLOCK))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("there is no folder");
    }

    private NewMigration create(String name) {
        var format =
                Files.exists(folder.resolve("1_a.up.sql"))
                        ? Optional.of(Formats.SQLX)
                        : Optional.<Format>empty();
        return NewMigration.create(folder, format, name, CLOCK);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql);
    }
}
