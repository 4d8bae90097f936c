package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ShowTest {

    @TempDir private Path directory;

    private Bench bench;

    @BeforeEach
    void open() {
        bench =
                new Bench(directory)
                        .goodWith("server", "port: 81")
                        .variable("SHOP_SERVER_PEERS", "https://a:b@c/?token=abc&page=2,https://d/")
                        .variable(
                                "SHOP_DATABASE_URL",
                                "postgres://shop:" + Bench.PASSWORD + "@db/shop?sslmode=require")
                        .variable("SHOP_DATABASE_SIGNING_KEYS", "first-key,second-key")
                        .variable("SHOP_SERVER_DRAIN_TIME", "PT60S")
                        .variable("SHOP_CACHE_SPARE", "2")
                        .option("--cache.name=1.10 \"quoted\" ünïcödé # no comment");
    }

    @Test
    void the_three_forms_hold_the_same_tree() {
        var effective = bench.ready().effective();
        var json = new JsonMapper().readTree(effective.json());

        assertThat(new YAMLMapper().readTree(effective.yaml())).isEqualTo(json);
        assertThat(new TomlMapper().readTree(effective.toml()).toString())
                .isEqualTo(json.toString());
        assertThat(json.at("/config/server/port").asInt()).isEqualTo(81);
        assertThat(json.at("/sources/server/port").asString()).isEqualTo("shop.yaml:2");
    }

    @Test
    void every_key_has_its_value_and_beside_it_its_source() {
        assertThat(bench.ready().effective().yaml())
                .isEqualTo(
                        """
                        ---
                        config:
                          server:
                            port: 81
                            public_url: "https://shop.example/"
                            log_level: "info"
                            drain_time: "1m"
                            peers:
                            - "https://a:***@c/?token=***&page=2"
                            - "https://d/"
                          database:
                            url: "postgres://shop:***@db/shop?sslmode=require"
                            password: "***"
                            signing_keys:
                            - "***"
                            - "***"
                            pool_size: 10
                          cache:
                            enabled: true
                            max_bytes: 67108864
                            spare: 2.0
                            name: "1.10 \\"quoted\\" ünïcödé # no comment"
                        sources:
                          server:
                            port: "shop.yaml:2"
                            public_url: "shop.yaml:3"
                            log_level: "default"
                            drain_time: "SHOP_SERVER_DRAIN_TIME"
                            peers: "SHOP_SERVER_PEERS"
                          database:
                            url: "SHOP_DATABASE_URL"
                            password: "shop.yaml:6"
                            signing_keys: "SHOP_DATABASE_SIGNING_KEYS"
                            pool_size: "default"
                          cache:
                            enabled: "default"
                            max_bytes: "default"
                            spare: "SHOP_CACHE_SPARE"
                            name: "--cache.name"
                        """);
    }

    @Test
    void the_report_is_a_table_of_them() {
        assertThat(new TextRenderer(Ink.PLAIN).render(bench.load().shown()))
                .isEqualTo(
                        """
                        13 keys in force.

                        Configuration
                          key                    value                                               from
                          server.port            81                                                  shop.yaml:2
                          server.public_url      https://shop.example/                               shop.yaml:3
                          server.log_level       info                                                default
                          server.drain_time      1m                                                  SHOP_SERVER_DRAIN_TIME
                          server.peers           ["https://a:***@c/?token=***&page=2","https://d/"]  SHOP_SERVER_PEERS
                          database.url           postgres://shop:***@db/shop?sslmode=require         SHOP_DATABASE_URL
                          database.password      ***                                                 shop.yaml:6
                          database.signing_keys  ["***","***"]                                       SHOP_DATABASE_SIGNING_KEYS
                          database.pool_size     10                                                  default
                          cache.enabled          true                                                default
                          cache.max_bytes        67108864                                            default
                          cache.spare            2.0                                                 SHOP_CACHE_SPARE
                          cache.name             1.10 "quoted" ünïcödé # no comment                  --cache.name
                        """);
    }

    @Test
    void what_is_wrong_is_shown_in_place_of_a_configuration_that_is_not_in_force() {
        var loaded = bench.variable("SHOP_SERVER_PORT", "eighty").load();

        assertThat(loaded.shown()).isEqualTo(loaded.validation());
        assertThat(loaded.shown().headline()).isEqualTo("The configuration is invalid: 1 problem.");
    }
}
