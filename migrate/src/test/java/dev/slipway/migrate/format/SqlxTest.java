package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlxTest {

    /// Of `printf 'select 1;\n' | sha384sum`.
    private static final String SELECT_ONE_SHA384 =
            "732dd6fa554ee7cf2b12caa7de486d35b60326cbb0fadccc"
                    + "7c537fb9750917e293550610ebffcbd185284ce99600a267";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "20260101_add_room_table.sql, 20260101, add room table",
        "1_a.up.sql, 1, a",
        "+5_x.sql, 5, x",
        "-5_x.sql, -5, x",
        "007_a__b.sql, 7, a  b",
        "3_again.sql.sql, 3, again",
        "4_.sql, 4, ''",
    })
    void a_name_is_read_as_sqlx_reads_it(String file, String version, String description)
            throws IOException {
        write(file, "select 1;");

        var migration = MigrationSet.of(Formats.SQLX, folder).migrations().get(0);

        assertThat(migration.version()).isEqualTo(version);
        assertThat(migration.description()).isEqualTo(description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"readme.md", "schema.sql", "5_x.sql.bak", "9_gone.down.sql"})
    void other_files_are_passed_over(String file) throws IOException {
        write("1_a.sql", "select 1;");
        write(file, "select 1;");

        assertThat(MigrationSet.of(Formats.SQLX, folder).migrations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo_bar.sql",
                "_x.sql",
                "1.5_x.sql",
                "99999999999999999999_x.sql",
                "\u0661_x.sql"
            })
    void a_name_without_a_version_is_refused(String file) throws IOException {
        write(file, "select 1;");

        assertThatThrownBy(() -> MigrationSet.of(Formats.SQLX, folder).migrations())
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining(file + " does not begin with a version");
    }

    @Test
    void two_files_of_one_version_are_both_named() throws IOException {
        write("1_a.sql", "select 1;");
        write("01_b.up.sql", "select 1;");

        assertThatThrownBy(() -> MigrationSet.of(Formats.SQLX, folder).migrations())
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("01_b.up.sql and 1_a.sql");
    }

    @Test
    void migrations_run_in_the_order_of_their_numbers() throws IOException {
        write("10_c.sql", "select 1;");
        write("9_b.sql", "select 1;");
        write("-1_a.sql", "select 1;");

        assertThat(MigrationSet.of(Formats.SQLX, folder).migrations())
                .extracting(Migration::version)
                .containsExactly("-1", "9", "10");
    }

    @Test
    void the_checksum_is_sha_384_over_the_exact_bytes() throws IOException {
        write("1_a.sql", "select 1;\r\n");
        write("2_b.sql", "select 1;\n");

        var migrations = MigrationSet.of(Formats.SQLX, folder).migrations();

        assertThat(migrations.get(0).checksum())
                .hasSize(96)
                .isNotEqualTo(migrations.get(1).checksum());
        assertThat(migrations.get(1).checksum()).isEqualTo(SELECT_ONE_SHA384);
    }

    @ParameterizedTest
    @CsvSource({
        "'-- no-transaction\nselect 1', false",
        "'-- no-transactions are here', false",
        "'\n-- no-transaction', true",
        "'-- No-Transaction', true",
        "'select 1', true",
    })
    void no_transaction_must_stand_at_the_first_byte(String sql, boolean transactional)
            throws IOException {
        write("1_a.sql", sql);

        assertThat(MigrationSet.of(Formats.SQLX, folder).migrations().get(0).transactional())
                .isEqualTo(transactional);
    }

    @Test
    void a_byte_order_mark_hides_no_transaction() throws IOException {
        write("1_a.sql", "\uFEFF-- no-transaction\n");

        assertThat(MigrationSet.of(Formats.SQLX, folder).migrations().get(0).transactional())
                .isTrue();
    }

    @Test
    void a_file_in_another_encoding_is_named() throws IOException {
        Files.write(folder.resolve("1_a.sql"), "select 'é'".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> MigrationSet.of(Formats.SQLX, folder).migrations())
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("1_a.sql is not UTF-8");
    }

    @Test
    void a_folder_that_is_missing_empty_or_a_file_is_named() throws IOException {
        assertThatThrownBy(() -> MigrationSet.of(Formats.SQLX, folder.resolve("nowhere")))
                .hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> MigrationSet.of(Formats.SQLX, folder).migrations())
                .hasMessageContaining("there are no migrations in");
        write("1_a.sql", "select 1;");
        assertThatThrownBy(() -> MigrationSet.of(Formats.SQLX, folder.resolve("1_a.sql")))
                .hasMessageContaining("is a file");
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql);
    }
}
