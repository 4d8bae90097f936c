package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywayConfigurationTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("OWNER", "ana", "N", "5");

    @TempDir private Path folder;

    @Test
    void a_conf_file_is_read_as_flyway_reads_it() throws IOException {
        var settings =
                read(
                        "flyway.conf",
                        """
                        # the team's own
                        flyway.table = history
                        flyway.placeholders.owner=${OWNER}
                        flyway.placeholders.path=C:\\temp
                        flyway.placeholders.none=[${GONE}]
                        other.thing=1
                        """);

        assertThat(settings.values())
                .containsOnly(
                        Map.entry("flyway.table", "history"),
                        Map.entry("flyway.placeholders.owner", "ana"),
                        Map.entry("flyway.placeholders.path", "C:\\temp"),
                        Map.entry("flyway.placeholders.none", "[]"));
        assertThat(settings.environment()).isEqualTo(ENVIRONMENT);
    }

    @Test
    void a_toml_file_says_the_same_in_its_own_way() throws IOException {
        var settings =
                read(
                        "flyway.toml",
                        """
                        # comment
                        id = "a#b"
                        [flyway]
                        table = "history"  # its name
                        mixed = true
                        outOfOrder = false
                        schemas = [
                          "one",  # first
                          'two',
                        ]
                        postgresql.transactional.lock = false
                        [flyway.placeholders]
                        owner = "${env.OWNER} \\"x\\" \\u00e9"
                        path = 'C:\\temp'
                        "with space" = ""
                        text = ""\"
                        a
                        b""\"
                        [environments.prod]
                        url = "jdbc:postgresql://db/app"
                        jdbcProperties = { a = "1", b = 2 }
                        """);

        assertThat(settings.values())
                .containsOnly(
                        Map.entry("flyway.table", "history"),
                        Map.entry("flyway.mixed", "true"),
                        Map.entry("flyway.outOfOrder", "false"),
                        Map.entry("flyway.schemas", "one,two"),
                        Map.entry("flyway.postgresql.transactional.lock", "false"),
                        Map.entry("flyway.placeholders.owner", "ana \"x\" é"),
                        Map.entry("flyway.placeholders.path", "C:\\temp"),
                        Map.entry("flyway.placeholders.with space", ""),
                        Map.entry("flyway.placeholders.text", "a\nb"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "[flyway, lacks a ]",
                "[flyway] x, has more on the line",
                "table, lacks a =",
                "table = \"a, does not end",
                "table = \"\\q\", backslash",
                "table = , is not understood",
                "table = [1, lacks a ]",
            })
    void what_is_not_toml_is_told_with_its_line(String line, String told) {
        assertThatThrownBy(() -> read("flyway.toml", "\n" + line))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("flyway.toml:2 ")
                .hasMessageContaining(told);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        var here = Folder.directory(folder);

        assertThatThrownBy(() -> FlywayConfiguration.read(here, "flyway.toml", ENVIRONMENT))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("flyway.toml");
    }

    private Settings read(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return FlywayConfiguration.read(Folder.directory(folder), file, ENVIRONMENT);
    }
}
