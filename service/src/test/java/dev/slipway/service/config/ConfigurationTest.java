package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Exit;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir private Path directory;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(directory);
    }

    @Test
    void what_nobody_sets_has_its_default() {
        var shop = bench.good().ready().value();

        assertThat(shop.server())
                .isEqualTo(
                        new Shop.Server(
                                8080,
                                URI.create("https://shop.example/"),
                                Shop.Level.INFO,
                                Duration.ofSeconds(30),
                                Optional.empty(),
                                List.of()));
        assertThat(shop.cache()).isEqualTo(new Shop.Cache(true, 67_108_864, 0.1, "main"));
        assertThat(shop.database().password().reveal()).isEqualTo(Bench.PASSWORD);
    }

    @Test
    void a_default_is_weaker_than_the_file_that_than_a_variable_and_that_than_an_option() {
        bench.good();
        assertPort(8080, "default");

        bench.file("shop.yaml", Bench.with("server", "port: 81"));
        assertPort(81, "shop.yaml:2");

        bench.variable("SHOP_SERVER_PORT", "82");
        assertPort(82, "SHOP_SERVER_PORT");

        bench.option("--server.port=83");
        assertPort(83, "--server.port");
    }

    private void assertPort(int port, String source) {
        var ready = bench.ready();
        assertThat(ready.value().server().port()).isEqualTo(port);
        assertThat(source(ready, "server.port")).isEqualTo(source);
    }

    private static String source(Loaded.Ready<Shop> ready, String path) {
        return ready.effective().entries().stream()
                .filter(entry -> entry.path().equals(path))
                .map(entry -> entry.source().toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void toml_says_the_same_as_yaml() {
        var yaml = bench.good().ready().value();
        var toml =
                new Bench(directory)
                        .config(
                                "shop.toml",
                                """
                                [server]
                                public_url = "https://shop.example/"
                                [database]
                                url = "postgres://shop@db/shop"
                                password = "%s"
                                """
                                        .formatted(Bench.PASSWORD))
                        .ready()
                        .value();

        assertThat(toml).isEqualTo(yaml);
    }

    @Test
    void every_type_is_read_from_a_variable_in_either_spelling() {
        var shop =
                bench.good()
                        .variable("SHOP_SERVER__LOG_LEVEL", "warn")
                        .variable("SHOP_SERVER_DRAIN_TIME", "PT1M30S")
                        .variable("SHOP_SERVER_ASSETS", "/srv/assets")
                        .variable("SHOP_SERVER_PEERS", "https://a/, https://b/")
                        .variable("SHOP_CACHE_ENABLED", "False")
                        .variable("SHOP_CACHE__MAX_BYTES", "9000000000")
                        .variable("SHOP_CACHE_SPARE", "0.25")
                        .variable("SHOP_DATABASE_SIGNING_KEYS", "new-key,old-key")
                        .variable("SHOP_DATABASE_POOL_SIZE", "5")
                        .variable("SHOP_DATABASE__POOL_SIZE", "5")
                        .ready()
                        .value();

        assertThat(shop.server().logLevel()).isEqualTo(Shop.Level.WARN);
        assertThat(shop.server().drainTime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(shop.server().assets()).contains(Path.of("/srv/assets"));
        assertThat(shop.server().peers())
                .containsExactly(URI.create("https://a/"), URI.create("https://b/"));
        assertThat(shop.cache()).isEqualTo(new Shop.Cache(false, 9_000_000_000L, 0.25, "main"));
        assertThat(shop.database().signingKeys().orElseThrow())
                .extracting(Secret::reveal)
                .containsExactly("new-key", "old-key");
        assertThat(shop.database().poolSize()).isEqualTo(5);
    }

    @Test
    void a_text_in_yaml_is_what_was_written_whatever_it_looks_like() {
        for (var text : List.of("1.10", "0755", "no", "1_000", "0x1F", "1e3", "12:30")) {
            bench = new Bench(directory).goodWith("cache", "name: " + text);
            assertThat(bench.ready().value().cache().name()).isEqualTo(text);
        }
    }

    @Test
    void a_secret_is_read_from_its_file_without_the_line_end() {
        withoutPassword("password_file: secrets/db").file("secrets/db", "from a file \n");
        assertPassword("from a file ", "shop.yaml:4 (" + directory.resolve("secrets/db") + ")");

        bench.file("elsewhere", "from a variable\r\n")
                .variable("SHOP_DATABASE_PASSWORD_FILE", "elsewhere");
        assertPassword(
                "from a variable",
                "SHOP_DATABASE_PASSWORD_FILE (" + directory.resolve("elsewhere") + ")");

        bench.file("given", "from an option").option("--database.password_file=given");
        assertPassword(
                "from an option", "--database.password_file (" + directory.resolve("given") + ")");
    }

    @Test
    void a_secrets_file_is_relative_to_the_configuration_that_names_it() {
        bench.file("etc/secrets/db", "in the directory of the file")
                .config(
                        "etc/shop.yaml",
                        Bench.GOOD.replaceAll("password:.*", "password_file: secrets/db"));

        assertThat(bench.ready().value().database().password().reveal())
                .isEqualTo("in the directory of the file");
    }

    @Test
    void the_file_of_a_secret_that_is_overridden_is_not_opened() {
        withoutPassword("password_file: gone").variable("SHOP_DATABASE_PASSWORD", Bench.PASSWORD);

        assertPassword(Bench.PASSWORD, "SHOP_DATABASE_PASSWORD");
    }

    private Bench withoutPassword(String line) {
        return bench.config(
                "shop.yaml",
                Bench.GOOD
                        .replaceAll("  password:.*\n", "")
                        .replace("database:\n", "database:\n  " + line + "\n"));
    }

    private void assertPassword(String password, String source) {
        var ready = bench.ready();
        assertThat(ready.value().database().password().reveal()).isEqualTo(password);
        assertThat(source(ready, "database.password")).isEqualTo(source);
    }

    @Test
    void the_usual_file_is_read_if_it_is_there_and_a_named_one_instead_of_it() {
        bench.file("usual.yaml", Bench.with("server", "port: 81"));
        var configuration = Configuration.of(Shop.class, "SHOP");
        var inputs = bench.inputs().withUsualFile(Path.of("usual.yaml"));

        assertThat(configuration.load(inputs)).isInstanceOf(Loaded.Ready.class);
        bench.option("--config=gone.yaml");
        var named = bench.inputs().withUsualFile(Path.of("usual.yaml"));
        assertThat(configuration.load(named).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void a_whole_configuration_may_come_without_a_file() {
        bench.variable("SHOP_SERVER_PUBLIC_URL", "https://shop.example/")
                .variable("SHOP_DATABASE_URL", "postgres://shop@db/shop")
                .variable("SHOP_DATABASE_PASSWORD", Bench.PASSWORD);

        assertThat(bench.load()).isInstanceOf(Loaded.Ready.class);
    }

    @Test
    void what_is_missing_is_named_with_its_key_its_variable_and_its_file() {
        withoutPassword("pool_size: 5");

        assertThat(text(bench.load()))
                .isEqualTo(
                        """
                        The configuration is invalid: 1 problem.

                        Problems
                          error shop.yaml  database.password is required and not set.
                                → Set `database.password` in shop.yaml, or the variable SHOP_DATABASE_PASSWORD or SHOP_DATABASE_PASSWORD_FILE.
                                config/missing
                        """);
    }

    @Test
    void one_run_shows_everything_that_is_wrong() {
        bench.config(
                        "shop.yaml",
                        """
                        server:
                          prot: 80
                          log_level: loud
                          drain: 5s
                        database:
                          url: db
                        cahce:
                          enabled: true
                        """)
                .variable("SHOP_CACHE_MAX_BYTES", "lots")
                .variable("SHOP_CACHE_SPAER", "0.2")
                .variable("SHOP_DATABASE_POOL_SIZE", "1")
                .variable("SHOP_DATABASE__POOL_SIZE", "2")
                .option("--server.port=eighty")
                .option("--cache.naem=x");

        assertThat(bench.load().exit()).isEqualTo(Exit.USAGE);
        assertThat(text(bench.load()))
                .isEqualTo(
                        """
                        The configuration is invalid: 12 problems.

                        Problems
                          error shop.yaml:2  server.prot is not known.
                                → Did you mean `server.port`?
                                config/unknown-key
                          error shop.yaml:4  server.drain is called server.drain_time since 1.2.0.
                                → Rename it to `server.drain_time`.
                                config/retired-key
                          error shop.yaml:7  cahce is not known.
                                → Did you mean `cache`?
                                config/unknown-key
                          error SHOP_CACHE_SPAER  SHOP_CACHE_SPAER is not known.
                                → Did you mean `SHOP_CACHE_SPARE`?
                                config/unknown-variable
                          error SHOP_DATABASE_POOL_SIZE  database.pool_size: SHOP_DATABASE_POOL_SIZE and SHOP_DATABASE__POOL_SIZE are one variable, and differ.
                                → Keep one of them.
                                config/two-variables
                          error --cache.naem  --cache.naem is not known.
                                → Did you mean `cache.name`?
                                config/unknown-option
                          error --server.port  server.port: 'eighty' is no whole number.
                                → Give a whole number.
                                config/value
                          error shop.yaml  server.public_url is required and not set.
                                → Set `server.public_url` in shop.yaml, or the variable SHOP_SERVER_PUBLIC_URL.
                                config/missing
                          error shop.yaml:3  server.log_level: 'loud' is none of debug, info, warn.
                                → Give one of debug, info, warn.
                                config/value
                          error shop.yaml:6  database.url: 'db' is no URL with a scheme, such as https://host/.
                                → Give a URL.
                                config/value
                          error shop.yaml  database.password is required and not set.
                                → Set `database.password` in shop.yaml, or the variable SHOP_DATABASE_PASSWORD or SHOP_DATABASE_PASSWORD_FILE.
                                config/missing
                          error SHOP_CACHE_MAX_BYTES  cache.max_bytes: 'lots' is no whole number.
                                → Give a whole number.
                                config/value
                        """);
    }

    @Test
    void a_configuration_is_ready_or_invalid_and_nothing_else() {
        assertThat(Loaded.class.getPermittedSubclasses())
                .extracting(Class::getSimpleName)
                .containsExactly("Ready", "Invalid");
    }

    @Test
    void a_process_gives_its_own_variables_and_directory() {
        var inputs = Inputs.ofProcess(List.of("--config=gone.yaml"));

        assertThat(inputs.directory()).isEqualTo(Path.of("").toAbsolutePath());
        assertThat(inputs.environment()).isEqualTo(System.getenv());
        assertThat(Configuration.of(Shop.class, "SHOP").load(inputs).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void a_valid_configuration_is_told_in_one_sentence() {
        var loaded = bench.good().load();

        assertThat(loaded.exit()).isEqualTo(Exit.DONE);
        assertThat(text(loaded)).isEqualTo("The configuration is valid: 12 keys in force.\n");
    }

    private static String text(Loaded<Shop> loaded) {
        return new TextRenderer(Ink.PLAIN).render(loaded.validation());
    }
}
