package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guides say what happens: every command in them is run, in order, and prints what stands
/// below it.
class GuideTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path home;
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"migrations.md", "rehearsal.md", "service.md"})
    void every_command_of_a_guide_prints_what_the_guide_shows(String page) throws Exception {
        var guide = Console.of(Files.readString(ROOT.resolve("docs").resolve(page)));
        try (var server = SharedServer.start(home)) {
            var shell = new GuideShell(server, folder);
            var actual = new StringBuilder();
            for (var step : guide) {
                actual.append("$ ").append(step.command()).append('\n');
                actual.append(shell.run(step.command()));
            }
            Files.writeString(Path.of("target", page + ".txt"), actual);

            assertThat(plain(actual.toString()))
                    .isEqualTo(
                            plain(
                                    guide.stream()
                                            .map(step ->
                                                    "$ " + step.command() + "\n" + step.output())
                                            .collect(Collectors.joining())));
        }
    }

    @Test
    void the_java_of_the_documents_is_a_program_that_compiles() throws IOException {
        var sources = ROOT.resolve("cli/src/test/java/dev/slipway/cli");
        var program =
                plainJava(sources.resolve("EmbeddingService.java"))
                        + plainJava(sources.resolve("Shop.java"));
        for (var page : new String[] {"docs/migrations.md", "docs/service.md", "README.md"}) {
            var java = Files.readString(ROOT.resolve(page)).split("```java\n", -1);
            assertThat(java).as(page).hasSizeGreaterThan(1);
            for (int i = 1; i < java.length; i++) {
                assertThat(program)
                        .as(page)
                        .contains(squeezed(java[i].substring(0, java[i].indexOf("```"))));
            }
        }
    }

    private static String plainJava(Path file) throws IOException {
        return squeezed(Files.readString(file));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /// What differs from run to run: times, and with them the width of columns and bars.
    private static String plain(String text) {
        return text.replaceAll("20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z| UTC)", "TIME")
                .replaceAll("\\b[0-9]+(\\.[0-9]+)? (ms|s)\\b", "T")
                .replaceAll("process [0-9]+", "process N")
                .replaceAll("\"pid\":[0-9]+", "\"pid\":N")
                .replaceAll("\"(took_ms|age_ms)\":[0-9]+", "\"$1\":N")
                .replaceAll("fingerprint=\"[0-9a-f]{16}\"", "fingerprint=F")
                .replaceAll("[█·]+", "BAR")
                .replaceAll("(?<=\\S) +(?=\\S)", " ")
                .replaceAll("(?m)^ {3,}", "  ")
                .replaceAll("(?m)(TIME.*?|^ +[0-9]+ [a-z ]+?) [0-9]+$", "$1 MS");
    }
}
