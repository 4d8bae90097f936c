package dev.slipway.service.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ConfigCommandsTest {

    private static final String PASSWORD = "Tr0ub4dor-and-3";

    @TempDir private Path directory;
    private Shop shop;

    @BeforeEach
    void file() throws IOException {
        Files.writeString(
                directory.resolve("shop.yaml"),
                "database:\n  url: postgres://shop:" + PASSWORD + "@db/shop\n");
        shop = new Shop(directory).set("SHOP_DATABASE_PASSWORD", PASSWORD);
    }

    @Test
    void what_is_valid_is_said_to_be() {
        assertThat(shop.run("config", "validate"))
                .isEqualTo(
                        new Shop.Run(
                                Exit.DONE, "The configuration is valid: 3 keys in force.\n", ""));
        assertThat(shop.run("config", "validate", "--strict").exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void a_key_that_is_to_be_removed_is_a_warning_and_with_strict_an_error() {
        shop.set("SHOP_SERVER_PORT", "81");

        var plain = shop.run("config", "validate");
        assertThat(plain.exit()).isEqualTo(Exit.DONE);
        assertThat(plain.out())
                .isEqualTo(
                        """
                        The configuration is valid: 3 keys in force.

                        Announced
                          warn  SHOP_SERVER_PORT  server.port will be removed in 3.0.0.
                                → Take it out, or see what 3.0.0 wants instead.
                                config/deprecated-key
                        """);

        var strict = shop.run("config", "validate", "--strict", "--bogus.key=1");
        assertThat(strict.exit()).isEqualTo(Exit.USAGE);
        assertThat(strict.out())
                .startsWith("The configuration is invalid: 2 problems.\n")
                .contains("server.port will be removed in 3.0.0.", "--bogus.key is not known.");
        assertThat(shop.run("config", "validate", "--strict").exit()).isEqualTo(Exit.BLOCKED);
    }

    @Test
    void every_problem_is_named_in_one_run() {
        shop.set("SHOP_SERVER_PORT", "many").set("SHOP_SERVER_PROT", "1");

        var invalid = shop.run("config", "validate", "-o", "json");

        assertThat(invalid.exit()).isEqualTo(Exit.BLOCKED);
        var json = new JsonMapper().readTree(invalid.out());
        assertThat(json.at("/outcome").asString()).isEqualTo("invalid");
        assertThat(json.at("/findings").size()).isEqualTo(2);
        assertThat(shop.run("config", "validate", "--config", "gone.yaml").exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void what_is_in_force_is_shown_in_four_forms_without_secrets() {
        var json = new JsonMapper().readTree(shop.run("config", "show", "-o", "json").out());
        assertThat(json.at("/config/database/url").asString())
                .isEqualTo("postgres://shop:***@db/shop");
        assertThat(json.at("/sources/database/password").asString())
                .isEqualTo("SHOP_DATABASE_PASSWORD");
        assertThat(new YAMLMapper().readTree(shop.run("config", "show", "-o", "yaml").out()))
                .isEqualTo(json);
        assertThat(
                        new TomlMapper()
                                .readTree(shop.run("config", "show", "-o", "toml").out())
                                .toString())
                .isEqualTo(json.toString());
        assertThat(shop.run("config", "show").out())
                .contains("database.url", "shop.yaml:2")
                .doesNotContain(PASSWORD);
    }

    @Test
    void an_invalid_configuration_is_not_shown_and_its_problems_are() {
        shop.set("SHOP_SERVER_PORT", "many");
        for (var format : new String[] {"human", "json", "yaml", "toml"}) {
            var invalid = shop.run("config", "show", "-o", format);
            assertThat(invalid.exit()).isEqualTo(Exit.BLOCKED);
            assertThat(invalid.out()).isEmpty();
            assertThat(invalid.err()).contains("'many' is no whole number");
        }
    }

    @Test
    void the_schema_is_json_schema_and_needs_no_valid_configuration() {
        shop.set("SHOP_SERVER_PORT", "many");

        var schema = shop.run("config", "schema");

        assertThat(schema.exit()).isEqualTo(Exit.DONE);
        var json = new JsonMapper().readTree(schema.out());
        assertThat(json.at("/$schema").asString()).contains("2020-12");
        assertThat(json.at("/properties/server/properties/port/deprecated").asBoolean()).isTrue();
    }
}
