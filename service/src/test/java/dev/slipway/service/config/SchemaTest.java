package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SchemaTest {

    private static final Configuration<Shop> SHOP = Configuration.of(Shop.class, "SHOP");

    private static final JsonNode SCHEMA = new JsonMapper().readTree(SHOP.schema().compact());

    private static final String WHOLE =
            """
            server:
              port: 443
              public_url: https://shop.example/
              log_level: debug
              drain_time: 90s
              assets: /srv/assets
              peers: [https://a/, https://b/]
            database:
              url: postgres://shop@db/shop
              password_file: secrets/db
              signing_keys: [one-key, 12345678]
              pool_size: "20"
            cache:
              enabled: True
              max_bytes: 9000000000
              spare: 0.25
              name: 1.10
            """;

    @TempDir private Path directory;

    @Test
    void it_accepts_the_files_that_are_loaded() {
        for (var text : new String[] {Bench.GOOD, WHOLE}) {
            var loaded =
                    new Bench(directory)
                            .file("secrets/db", Bench.PASSWORD)
                            .config("shop.yaml", text)
                            .load();

            assertThat(loaded).isInstanceOf(Loaded.Ready.class);
            assertThat(complaints(text)).isEmpty();
        }
    }

    @Test
    void it_refuses_what_is_refused() {
        for (var line :
                new String[] {
                    "prot: 80",
                    "port: eighty",
                    "port: 3000000000",
                    "port: [80]",
                    "log_level: loud",
                    "drain_time: 30",
                    "peers: https://a/",
                    "peers: [{a: b}]",
                    "keep_alive: 1s",
                }) {
            var text = Bench.with("server", line);
            assertThat(new Bench(directory).config("shop.yaml", text).load())
                    .as(line)
                    .isInstanceOf(Loaded.Invalid.class);
            assertThat(complaints(text)).as(line).hasSize(1);
        }
        assertThat(complaints(Bench.with("database", "password_file: db"))).hasSize(1);
    }

    private static List<String> complaints(String yaml) {
        return SchemaCheck.of(SCHEMA, new YAMLMapper().readTree(yaml));
    }

    @Test
    void it_names_the_facts_of_a_key() {
        assertThat(SCHEMA.at("/properties/server/properties/drain_time"))
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                                        {
                                          "description": "How long a drain may take.",
                                          "type": "string",
                                          "pattern": "^([0-9]{1,9}(ms|s|m|h|d)|[Pp][0-9DdTtHhMmSs.]+)$",
                                          "default": "30s",
                                          "x-group": "network",
                                          "x-required": false,
                                          "x-secret": false,
                                          "x-variables": ["SHOP_SERVER_DRAIN_TIME", "SHOP_SERVER__DRAIN_TIME"],
                                          "x-since": "1.1.0",
                                          "x-renamed-from": "server.drain",
                                          "x-renamed-in": "1.2.0"
                                        }
                                        """));
        assertThat(SCHEMA.at("/properties/database/properties/password/x-secret").asBoolean())
                .isTrue();
        assertThat(SCHEMA.at("/properties/database/properties/password/x-required").asBoolean())
                .isTrue();
        assertThat(SCHEMA.at("/properties/database/properties/password/x-group").asString())
                .isEqualTo("secrets");
        assertThat(SCHEMA.at("/properties/cache/properties/max_bytes/x-removed-in").asString())
                .isEqualTo("3.0.0");
        assertThat(SCHEMA.at("/x-removed/0/key").asString()).isEqualTo("server.keep_alive");
        assertThat(SCHEMA.at("/$schema").asString()).contains("2020-12");
    }

    @Test
    void its_report_is_a_table_of_the_keys() {
        assertThat(new TextRenderer(Ink.PLAIN).render(SHOP.schemaReport()))
                .startsWith("14 keys declared.\n")
                .contains("database.password");
    }
}
