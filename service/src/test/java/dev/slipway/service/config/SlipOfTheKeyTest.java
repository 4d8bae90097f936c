package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One letter too many or too few, anywhere in a file.
class SlipOfTheKeyTest {

    private static final List<String> LETTERS =
            List.of(":", "'", "\"", "[", "{", "!", "&", "*", "#", "-", "?", "|", "\t", "\n", "\0");

    private static final String TOML =
            """
            server.public_url = "https://shop.example/"
            [database]
            url = "postgres://shop@db/shop"
            password = "%s"
            """
                    .formatted(Bench.PASSWORD);

    /// Whatever is put into the password, one of its halves stays whole.
    private static final List<String> HALVES =
            List.of(Bench.PASSWORD.substring(0, 7), Bench.PASSWORD.substring(8));

    @TempDir private Path directory;

    @Test
    void no_letter_too_many_or_too_few_in_yaml_throws_or_tells_the_password() {
        assertThat(refused("shop.yaml", Bench.GOOD)).isGreaterThan(100);
    }

    @Test
    void no_letter_too_many_or_too_few_in_toml_throws_or_tells_the_password() {
        assertThat(refused("shop.toml", TOML)).isGreaterThan(100);
    }

    private int refused(String name, String text) {
        int refused = 0;
        for (var slip : slips(text)) {
            var loaded = new Bench(directory).config(name, slip).load();
            assertThat(printed(loaded)).as(slip).doesNotContain(HALVES);
            refused += loaded instanceof Loaded.Invalid<Shop> ? 1 : 0;
        }
        return refused;
    }

    private static List<String> slips(String text) {
        var slips = new ArrayList<String>();
        for (int i = 0; i < text.length(); i++) {
            slips.add(text.substring(0, i) + text.substring(i + 1));
            slips.add(text.substring(0, i));
            for (var letter : LETTERS) {
                slips.add(text.substring(0, i) + letter + text.substring(i));
            }
        }
        return slips;
    }

    private static String printed(Loaded<Shop> loaded) {
        return new TextRenderer(Ink.PLAIN).render(loaded.shown())
                + loaded.validation().toJson().compact();
    }
}
