package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> MODULES =
            List.of(
                    "report",
                    "migrate",
                    "service",
                    "spring-boot-starter",
                    "engine",
                    "cli",
                    "examples/matinee");

    @Test
    void every_requirement_stands_in_its_page_once() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/requirements.md"));
        var named = matches("\\b[SHRG][0-9]{1,2}\\b", page);

        assertThat(named).containsExactlyInAnyOrderElementsOf(ids());
    }

    @Test
    void every_test_that_proves_a_requirement_exists() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/requirements.md"));
        var named = matches("`[A-Z]\\w+\\.[a-z]\\w+`", page);

        assertThat(named).isNotEmpty();
        for (var test : named) {
            var names = test.replace("`", "").split("\\.", -1);
            assertThat(source(names[0])).as(test).contains("void " + names[1] + "(");
        }
    }

    @Test
    void the_readme_is_short() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThan(150);
    }

    @Test
    void every_page_that_another_refers_to_exists() throws IOException {
        for (var page :
                List.of(
                        "README.md",
                        "ARCHITECTURE.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "docs/migrations.md",
                        "docs/spring-boot.md")) {
            var text = Files.readString(ROOT.resolve(page));
            for (var link : matches("(?<=\\]\\()[^)#:]+(?=\\))", text)) {
                assertThat(ROOT.resolve(page).resolveSibling(link)).as(page).exists();
            }
        }
    }

    private static List<String> ids() {
        return Stream.of(ids("S", 58), ids("H", 33), ids("R", 9), ids("G", 18))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> ids(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number).toList();
    }

    private static List<String> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map(found -> found.group()).toList();
    }

    private static String source(String test) throws IOException {
        var found = new ArrayList<Path>();
        for (var module : MODULES) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.endsWith(test + ".java")).forEach(found::add);
            }
        }
        assertThat(found).as(test).hasSize(1);
        return Files.readString(found.getFirst());
    }
}
