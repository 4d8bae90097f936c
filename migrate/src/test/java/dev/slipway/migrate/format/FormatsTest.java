package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1_a.sql, select 1;, sqlx",
        "1_a.sql, -- +goose Up, goose",
        "1_a.sql, -- migrate:up, dbmate",
        "1_a.sql, \uFEFF-- migrate:up, dbmate",
        "20260101.sql, -- migrate:up, dbmate",
        "V1__a.sql, select 1;, flyway",
    })
    void the_first_file_tells_the_format(String file, String text, String word) throws IOException {
        write(file, text);

        assertThat(found().word()).isEqualTo(word);
    }

    @Test
    void plain_files_in_two_directions_may_be_of_three_tools() throws IOException {
        write("1_a.up.sql", "select 1;");
        write("1_a.down.sql", "select 1;");

        assertThatThrownBy(this::found)
                .isInstanceOf(MigrationFolderException.class)
                .hasMessage(
                        "the files in "
                                + folder
                                + " may be slipway or sqlx or golang-migrate: name the format with"
                                + " --format");
    }

    @Test
    void a_plain_file_among_them_leaves_sqlx_alone() throws IOException {
        write("1_a.sql", "select 1;");
        write("2_b.up.sql", "select 1;");

        assertThat(found()).isEqualTo(Formats.SQLX);
    }

    @Test
    void a_folder_without_migrations_is_of_no_format() throws IOException {
        write("schema.sql", "select 1;");

        assertThatThrownBy(this::found)
                .hasMessageContaining("there are no migrations in " + folder);
    }

    @ParameterizedTest
    @CsvSource({"slipway", "sqlx", "goose", "flyway", "golang-migrate", "dbmate"})
    void each_has_its_word(String word) {
        assertThat(Formats.of(word).orElseThrow().word()).isEqualTo(word);
    }

    private Format found() {
        try (var files = Folder.directory(folder)) {
            return Formats.of(files);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
