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
import org.junit.jupiter.params.provider.ValueSource;

class OwnTest {

    @TempDir private Path folder;

    @Test
    void versions_are_numbers_with_a_way_back_or_none() throws IOException {
        write("10_c.up.sql", "");
        write("2_add_rooms.up.sql", "select 1;");
        write("2_add_rooms.down.sql", "select 2;");
        write("readme.md", "");

        var migrations = read().migrations();

        assertThat(migrations).extracting(Migration::version).containsExactly("2", "10");
        assertThat(migrations.get(0).description()).isEqualTo("add rooms");
        assertThat(migrations.get(0).downText()).contains("select 2;");
        assertThat(migrations.get(1).downText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1; select 2; | true",
                "create index concurrently i on t (a); | true",
                "-- slipway:no-transaction~select 1; select 2; | false",
                "\uFEFF-- slipway:no-transaction~select 1; | false",
                "-- first~-- slipway:no-transaction~select 1; | true",
            })
    void the_first_line_says_whether_it_runs_in_a_transaction(String text, boolean transactional)
            throws IOException {
        write("1_a.up.sql", text.replace('~', '\n'));

        assertThat(read().migrations().get(0).transactional()).isEqualTo(transactional);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2_b.sql", "x.up.sql", "2_.up.sql", "2_b.UP.sql", "+2_b.up.sql"})
    void other_sql_is_refused(String file) throws IOException {
        write("1_a.up.sql", "");
        write(file, "");

        assertThatThrownBy(this::read)
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining(file + " is not named <version>_<name>.up.sql or .down.sql");
    }

    @Test
    void two_files_of_one_version_are_both_named() throws IOException {
        write("1_a.up.sql", "");
        write("01_b.up.sql", "");

        assertThatThrownBy(this::read).hasMessageContaining("01_b.up.sql and 1_a.up.sql");
    }

    @Test
    void two_ways_back_of_one_version_are_both_named() throws IOException {
        write("1_a.up.sql", "");
        write("1_a.down.sql", "");
        write("1_b.down.sql", "");

        assertThatThrownBy(this::read).hasMessageContaining("1_a.down.sql and 1_b.down.sql");
    }

    @Test
    void a_way_back_from_nothing_is_refused() throws IOException {
        write("1_a.up.sql", "");
        write("2_b.down.sql", "");

        assertThatThrownBy(this::read)
                .hasMessageContaining("2_b.down.sql takes back a migration that is not there");
    }

    private MigrationSet read() {
        return MigrationSet.of(Formats.SLIPWAY, folder);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
