package dev.slipway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Name;

/// The page about the starter, beside what it is about.
class StarterPageTest {

    private static final Path PAGE = Path.of("..", "docs", "spring-boot.md");

    @Test
    void its_application_is_the_one_that_the_tests_start() throws IOException {
        var source =
                Files.readString(
                        Path.of("src/test/java/dev/slipway/spring/shop/ShopApplication.java"));
        var shown = matches("(?s)```java\n(.*?)```", Files.readString(PAGE));

        assertThat(shown).hasSize(1);
        assertThat(source).endsWith(shown.get(0));
    }

    @Test
    void its_table_has_every_property_and_no_other() throws IOException {
        var table =
                Files.readString(PAGE)
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|", -1)[1])
                        .flatMap(cell -> matches("`([a-z.-]+)`", cell).stream())
                        .toList();

        assertThat(table)
                .containsExactlyInAnyOrderElementsOf(
                        keys(SlipwayProperties.PREFIX, SlipwayProperties.class).toList());
    }

    private static Stream<String> keys(String prefix, Class<?> type) {
        return Stream.of(type.getDeclaredConstructors()[0].getParameters())
                .flatMap(parameter -> {
                    var name = parameter.getAnnotation(Name.class);
                    var key =
                            prefix
                                    + "."
                                    + (name == null ? dashed(parameter.getName()) : name.value());
                    return parameter.getType().isRecord()
                            ? keys(key, parameter.getType())
                            : Stream.of(key);
                });
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<String> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map(found -> found.group(1)).toList();
    }
}
