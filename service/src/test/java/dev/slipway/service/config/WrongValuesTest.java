package dev.slipway.service.config;

import static dev.slipway.service.config.Wrong.invalid;
import static dev.slipway.service.config.Wrong.usage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to give a key a value that does not fit.
class WrongValuesTest {

    private static final List<Wrong> VALUES =
            List.of(
                    invalid(
                            "a word where a number is wanted",
                            bench -> bench.goodWith("server", "port: eighty"),
                            "shop.yaml:2",
                            "server.port: 'eighty' is no whole number."),
                    invalid(
                            "a number that is too large for its type",
                            bench -> bench.goodWith("database", "pool_size: 2147483648"),
                            "shop.yaml:4",
                            "database.pool_size: '2147483648' is not between -2147483648 and"
                                    + " 2147483647."),
                    invalid(
                            "a number of a thousand digits",
                            bench ->
                                    bench.variable("SHOP_CACHE_MAX_BYTES", "1".repeat(1000)).good(),
                            "SHOP_CACHE_MAX_BYTES",
                            "cache.max_bytes: '"
                                    + "1".repeat(120)
                                    + "…' is not between -9223372036854775808 and"
                                    + " 9223372036854775807."),
                    invalid(
                            "a number with a leading zero, which some read as octal",
                            bench -> bench.goodWith("server", "port: 0899"),
                            "shop.yaml:2",
                            "server.port: '0899' is no whole number."),
                    invalid(
                            "a decimal that is larger than any",
                            bench -> bench.variable("SHOP_CACHE_SPARE", "1e999").good(),
                            "SHOP_CACHE_SPARE",
                            "cache.spare: '1e999' is larger than a number can be."),
                    invalid(
                            "no number at all",
                            bench -> bench.variable("SHOP_CACHE_SPARE", "NaN").good(),
                            "SHOP_CACHE_SPARE",
                            "cache.spare: 'NaN' is no number."),
                    invalid(
                            "yes where true is wanted",
                            bench -> bench.goodWith("cache", "enabled: yes"),
                            "shop.yaml:7",
                            "cache.enabled: 'yes' is neither true nor false."),
                    invalid(
                            "a time without a unit",
                            bench -> bench.goodWith("server", "drain_time: 30"),
                            "shop.yaml:2",
                            "server.drain_time: '30' is no time such as 500ms, 30s, 5m, 2h, 1d or"
                                    + " PT30S."),
                    invalid(
                            "a word that is none of an enum's",
                            bench -> bench.variable("SHOP_SERVER_LOG_LEVEL", "loud").good(),
                            "SHOP_SERVER_LOG_LEVEL",
                            "server.log_level: 'loud' is none of debug, info, warn."),
                    invalid(
                            "a URL without a scheme",
                            bench -> bench.variable("SHOP_DATABASE_URL", "db/shop").good(),
                            "SHOP_DATABASE_URL",
                            "database.url: 'db/shop' is no URL with a scheme, such as"
                                    + " https://host/."),
                    invalid(
                            "a URL with a space and a password",
                            bench ->
                                    bench.variable(
                                                    "SHOP_DATABASE_URL",
                                                    "postgres://shop:"
                                                            + Bench.PASSWORD
                                                            + "@db/s hop")
                                            .good(),
                            "SHOP_DATABASE_URL",
                            "database.url: 'postgres://shop:***@db/s hop' is no URL: illegal"
                                    + " character in path at character 37."),
                    invalid(
                            "a URL of half a million letters",
                            bench ->
                                    bench.config(
                                            "shop.yaml",
                                            Bench.GOOD.replaceAll(
                                                    "url: postgres.*",
                                                    "url: ://u:" + "x".repeat(500_000))),
                            "shop.yaml:4",
                            "database.url: '://u:"
                                    + "x".repeat(115)
                                    + "…' is no URL: expected scheme name at character 1."),
                    invalid(
                            "a path that cannot be",
                            bench -> bench.goodWith("server", "assets: \"a\\0b\""),
                            "shop.yaml:2",
                            "server.assets: 'a·b' is no path."),
                    invalid(
                            "one bad item of a list",
                            bench -> bench.goodWith("server", "peers: [https://a/, b]"),
                            "shop.yaml:2",
                            "server.peers: 'b' is no URL with a scheme, such as https://host/."),
                    invalid(
                            "an empty item of a list",
                            bench ->
                                    bench.variable("SHOP_SERVER_PEERS", "https://a/,,https://b/")
                                            .good(),
                            "SHOP_SERVER_PEERS",
                            "server.peers: an item of the list is empty."),
                    invalid(
                            "one value where a list is wanted",
                            bench -> bench.goodWith("server", "peers: https://a/"),
                            "shop.yaml:2",
                            "server.peers: it is one value."),
                    invalid(
                            "a list where one value is wanted",
                            bench -> bench.goodWith("server", "port: [80, 81]"),
                            "shop.yaml:2",
                            "server.port: it is a list."),
                    invalid(
                            "keys where one value is wanted",
                            bench -> bench.goodWith("server", "port: {http: 80}"),
                            "shop.yaml:2",
                            "server.port: it is a group of keys."),
                    invalid(
                            "a key without a value",
                            bench -> bench.goodWith("server", "port:"),
                            "shop.yaml:2",
                            "server.port: it is empty."),
                    invalid(
                            "a null",
                            bench -> bench.goodWith("server", "port: ~"),
                            "shop.yaml:2",
                            "server.port: it is empty."),
                    invalid(
                            "an empty variable",
                            bench -> bench.variable("SHOP_SERVER_PORT", "").good(),
                            "SHOP_SERVER_PORT",
                            "server.port: it is empty."),
                    invalid(
                            "a value that a stronger source overrides",
                            bench ->
                                    bench.goodWith("server", "port: eighty")
                                            .variable("SHOP_SERVER_PORT", "80"),
                            "shop.yaml:2",
                            "server.port: 'eighty' is no whole number."),
                    invalid(
                            "a TOML number where a text is wanted",
                            bench ->
                                    bench.config(
                                            "shop.toml",
                                            """
                                            server.public_url = "https://shop.example/"
                                            database.url = "postgres://shop@db/shop"
                                            database.password = "%s"
                                            cache.name = 1.10
                                            """
                                                    .formatted(Bench.PASSWORD)),
                            "shop.toml",
                            "cache.name: it is a number."),
                    invalid(
                            "a section that refuses what is in it",
                            bench -> bench.goodWith("server", "port: 70000"),
                            "server",
                            "server: port 70000 is not between 1 and 65535."),
                    invalid(
                            "sections that do not go together",
                            bench -> bench.variable("SHOP_DATABASE_POOL_SIZE", "101").good(),
                            "configuration",
                            "configuration: with a cache, a pool of 100 is enough."),
                    usage(
                            "a bad value on the command line",
                            bench -> bench.good().option("--server.port=eighty"),
                            "--server.port",
                            "server.port: 'eighty' is no whole number."));

    @TempDir private Path directory;

    @Test
    void a_wrong_value_is_named_with_its_source() throws IOException {
        Wrong.check(VALUES, directory);
    }
}
