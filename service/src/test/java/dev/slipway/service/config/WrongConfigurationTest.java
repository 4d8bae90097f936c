package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to get a configuration wrong, with the one sentence that it gets and its place.
class WrongConfigurationTest {

    private record Wrong(
            String name, UnaryOperator<Bench> how, String place, String fact, Exit exit) {}

    private static final String LONG = "x".repeat(300) + ".yaml";

    private static Wrong invalid(String name, UnaryOperator<Bench> how, String place, String fact) {
        return new Wrong(name, how, place, fact, Exit.BLOCKED);
    }

    private static Wrong usage(String name, UnaryOperator<Bench> how, String place, String fact) {
        return new Wrong(name, how, place, fact, Exit.USAGE);
    }

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

    private static final List<Wrong> NAMES =
            List.of(
                    invalid(
                            "an unknown key",
                            bench -> bench.goodWith("server", "prot: 80"),
                            "shop.yaml:2",
                            "server.prot is not known."),
                    invalid(
                            "an unknown section, told of once",
                            bench -> bench.goodWith("sever", "port: 80\n  drain_time: 1s"),
                            "shop.yaml:6",
                            "sever is not known."),
                    invalid(
                            "a key outside of its section",
                            bench -> bench.config("shop.yaml", Bench.GOOD + "port: 80\n"),
                            "shop.yaml:6",
                            "port is not known."),
                    invalid(
                            "an unknown variable",
                            bench -> bench.good().variable("SHOP_SERVER_PROT", "80"),
                            "SHOP_SERVER_PROT",
                            "SHOP_SERVER_PROT is not known."),
                    invalid(
                            "a variable that Kubernetes set",
                            bench -> bench.good().variable("SHOP_PORT_80_TCP_ADDR", "10.0.0.7"),
                            "SHOP_PORT_80_TCP_ADDR",
                            "SHOP_PORT_80_TCP_ADDR is not known."),
                    usage(
                            "an unknown option",
                            bench -> bench.good().option("--server.prot=80"),
                            "--server.prot",
                            "--server.prot is not known."),
                    usage(
                            "an option without a section",
                            bench -> bench.good().option("--port=80"),
                            "--port",
                            "--port is not known."),
                    usage(
                            "an argument that is no option",
                            bench -> bench.good().option(Bench.PASSWORD),
                            "command line",
                            "An argument that is no option is not known."),
                    usage(
                            "an option given twice",
                            bench ->
                                    bench.good()
                                            .option("--server.port=1")
                                            .option("--server.port=2"),
                            "--server.port",
                            "It is given twice."),
                    invalid(
                            "a key by its old name",
                            bench -> bench.goodWith("server", "drain: 10s"),
                            "shop.yaml:2",
                            "server.drain is called server.drain_time since 1.2.0."),
                    invalid(
                            "a variable by its old name",
                            bench -> bench.good().variable("SHOP_SERVER__DRAIN", "10s"),
                            "SHOP_SERVER__DRAIN",
                            "SHOP_SERVER__DRAIN: server.drain is called server.drain_time since"
                                    + " 1.2.0."),
                    invalid(
                            "a key that was removed",
                            bench -> bench.goodWith("server", "keep_alive: 10s"),
                            "shop.yaml:2",
                            "server.keep_alive was removed in 1.3.0."),
                    usage(
                            "an option that was removed",
                            bench -> bench.good().option("--server.keep_alive=10s"),
                            "--server.keep_alive",
                            "server.keep_alive was removed in 1.3.0."),
                    invalid(
                            "a missing required key",
                            bench ->
                                    bench.config(
                                            "shop.yaml",
                                            Bench.GOOD.replaceAll(
                                                    "  public_url.*\n", "  port: 80\n")),
                            "shop.yaml",
                            "server.public_url is required and not set."),
                    invalid(
                            "one variable in two spellings",
                            bench ->
                                    bench.good()
                                            .variable("SHOP_SERVER_PORT", "80")
                                            .variable("SHOP_SERVER__PORT", "81"),
                            "SHOP_SERVER_PORT",
                            "server.port: SHOP_SERVER_PORT and SHOP_SERVER__PORT are one variable,"
                                    + " and differ."),
                    invalid(
                            "a key written twice",
                            bench -> bench.goodWith("server", "port: 80\n  port: 81"),
                            "shop.yaml:3",
                            "'port' is written twice."));

    private static final List<Wrong> SECRETS =
            List.of(
                    invalid(
                            "a secret's file that is not there",
                            bench -> secretFile(bench, "password_file: secrets/db"),
                            "shop.yaml:4",
                            "database.password: {}/secrets/db is not there."),
                    invalid(
                            "a secret's file that is empty",
                            bench -> secretFile(bench.file("db", "\n"), "password_file: db"),
                            "shop.yaml:4",
                            "database.password: {}/db is empty."),
                    invalid(
                            "a secret's file that is a directory",
                            bench -> secretFile(bench.file("db/x", "y"), "password_file: db"),
                            "shop.yaml:4",
                            "database.password: {}/db is a directory."),
                    invalid(
                            "a secret's file in another encoding",
                            bench ->
                                    secretFile(
                                            bench.file(
                                                    "db",
                                                    "pässword"
                                                            .getBytes(StandardCharsets.ISO_8859_1)),
                                            "password_file: db"),
                            "shop.yaml:4",
                            "database.password: {}/db is not UTF-8."),
                    invalid(
                            "a secret's file without a name",
                            bench -> secretFile(bench, "password_file:"),
                            "shop.yaml:4",
                            "database.password: it is empty."),
                    invalid(
                            "a secret and its file in one file",
                            bench -> bench.goodWith("database", "password_file: db"),
                            "shop.yaml:4",
                            "database.password: database.password and database.password_file are"
                                    + " both given."),
                    invalid(
                            "a secret and its file in variables",
                            bench ->
                                    bench.good()
                                            .variable("SHOP_DATABASE_PASSWORD", Bench.PASSWORD)
                                            .variable("SHOP_DATABASE_PASSWORD_FILE", "db"),
                            "SHOP_DATABASE_PASSWORD",
                            "database.password: SHOP_DATABASE_PASSWORD and"
                                    + " SHOP_DATABASE_PASSWORD_FILE are both given."),
                    invalid(
                            "a variable that names a secret's file that is not there",
                            bench -> bench.good().variable("SHOP_DATABASE_PASSWORD_FILE", "gone"),
                            "SHOP_DATABASE_PASSWORD_FILE",
                            "database.password: {}/gone is not there."),
                    usage(
                            "a secret on the command line",
                            bench -> bench.good().option("--database.password=" + Bench.PASSWORD),
                            "--database.password",
                            "database.password is a secret, and everyone on the machine can read a"
                                    + " command line."),
                    invalid(
                            "what is shown in place of a secret",
                            bench -> bench.good().variable("SHOP_DATABASE_PASSWORD", "***"),
                            "SHOP_DATABASE_PASSWORD",
                            "database.password: it is what is shown in place of a secret."),
                    invalid(
                            "a section that prints the secret it refuses",
                            bench -> bench.good().variable("SHOP_DATABASE_PASSWORD", "s3cr3t"),
                            "database",
                            "database: the password '***' is shorter than 8 letters."));

    private static final List<Wrong> FILES =
            List.of(
                    usage(
                            "a file that is not there",
                            bench -> bench.option("--config").option("gone.yaml"),
                            "gone.yaml",
                            "gone.yaml is not there."),
                    usage(
                            "no file behind --config",
                            bench -> bench.good().option("--config"),
                            "--config",
                            "--config names no file."),
                    usage(
                            "two files",
                            bench ->
                                    bench.good()
                                            .option("--config=other.yaml")
                                            .file("other.yaml", Bench.GOOD),
                            "--config",
                            "It is given twice."),
                    usage(
                            "a directory",
                            bench -> bench.file("d.yaml/x", "y").option("--config=d.yaml"),
                            "d.yaml",
                            "d.yaml is a directory."),
                    usage(
                            "a file that the system will not open",
                            bench -> bench.option("--config=" + LONG),
                            LONG,
                            LONG + " cannot be read: File name too long."),
                    usage(
                            "a file of a kind that is not known",
                            bench -> bench.config("shop.ini", "port=80"),
                            "shop.ini",
                            "shop.ini is neither YAML nor TOML by its name."),
                    usage(
                            "an empty file",
                            bench -> bench.config("shop.yaml", " \n"),
                            "shop.yaml",
                            "shop.yaml is empty."),
                    usage(
                            "a file in another encoding",
                            bench ->
                                    bench.file(
                                                    "shop.yaml",
                                                    Bench.GOOD.getBytes(StandardCharsets.UTF_16))
                                            .option("--config=shop.yaml"),
                            "shop.yaml",
                            "shop.yaml is not UTF-8."),
                    usage(
                            "a huge file",
                            bench ->
                                    bench.config(
                                            "shop.yaml", Bench.GOOD + "# long\n".repeat(200_000)),
                            "shop.yaml",
                            "shop.yaml is larger than 1 MiB."),
                    invalid(
                            "a file of comments",
                            bench -> bench.config("shop.yaml", "# port: 80\n"),
                            "shop.yaml",
                            "It has comments and no keys."),
                    invalid(
                            "a list where sections are wanted",
                            bench -> bench.config("shop.yaml", "- port: 80\n"),
                            "shop.yaml:1",
                            "It is a list, where sections with their keys are wanted."),
                    invalid(
                            "a list where a section's keys are wanted",
                            bench ->
                                    bench.config("shop.yaml", Bench.GOOD + "cache:\n  - enabled\n"),
                            "shop.yaml:6",
                            "cache is a list, where its keys are wanted."),
                    invalid(
                            "a section without keys",
                            bench -> bench.config("shop.yaml", Bench.GOOD + "cache:\n"),
                            "shop.yaml:6",
                            "cache is empty, where its keys are wanted."),
                    invalid(
                            "YAML that is none",
                            bench -> bench.config("shop.yaml", "server:\n  port: 80: 81\n"),
                            "shop.yaml:2:11",
                            "It is not YAML here or just above: mapping values are not allowed here."),
                    invalid(
                            "TOML that is none",
                            bench -> bench.config("shop.toml", "[server]\nport = eighty\n"),
                            "shop.toml:2",
                            "It is not TOML here or just above."),
                    invalid(
                            "a TOML key written twice",
                            bench -> bench.config("shop.toml", "[server]\nport = 1\nport = 2\n"),
                            "shop.toml:4",
                            "A key is written twice, here or just above."),
                    invalid(
                            "two documents",
                            bench -> bench.config("shop.yaml", Bench.GOOD + "---\nserver: {}\n"),
                            "shop.yaml:7",
                            "A second document begins here."),
                    invalid(
                            "an alias",
                            bench ->
                                    bench.config(
                                            "shop.yaml",
                                            Bench.GOOD + "cache:\n  name: &a x\n  spare: *a\n"),
                            "shop.yaml:8",
                            "An alias stands here, and no value."),
                    invalid(
                            "a tag",
                            bench -> bench.goodWith("cache", "name: !vault abc"),
                            "shop.yaml:7",
                            "A tag stands before the value."),
                    invalid(
                            "nesting without end in TOML",
                            bench -> bench.config("shop.toml", "x = " + "[".repeat(20_000)),
                            "shop.toml",
                            "It nests deeper, or has longer names or numbers, than a configuration"
                                    + " does."),
                    invalid(
                            "nesting without end",
                            bench ->
                                    bench.config(
                                            "shop.yaml", Bench.GOOD + "x: " + "[".repeat(20_000)),
                            "shop.yaml",
                            "It nests deeper, or has longer names or numbers, than a configuration"
                                    + " does."));

    @TempDir private Path directory;

    @Test
    void a_wrong_value_is_named_with_its_source() throws IOException {
        check(VALUES);
    }

    @Test
    void a_wrong_name_is_named_with_its_source() throws IOException {
        check(NAMES);
    }

    @Test
    void a_secret_that_cannot_be_had_is_named_with_its_source_and_never_printed()
            throws IOException {
        check(SECRETS);
    }

    @Test
    void a_file_that_cannot_be_read_is_named_and_nothing_is_read_in_its_place() throws IOException {
        check(FILES);
    }

    private void check(List<Wrong> all) throws IOException {
        for (var wrong : all) {
            var place = Files.createTempDirectory(directory, "case");
            var invalid = wrong.how().apply(new Bench(place)).invalid();

            assertThat(invalid.findings())
                    .as(wrong.name())
                    .extracting(one -> one.place() + "  " + one.fact())
                    .containsExactly(
                            wrong.place() + "  " + wrong.fact().replace("{}", place.toString()));
            assertThat(invalid.exit()).as(wrong.name()).isEqualTo(wrong.exit());
            assertThat(invalid.findings())
                    .as(wrong.name())
                    .allSatisfy(one -> assertThat(one.remedy()).isNotBlank());
            assertThat(invalid.validation().toJson().pretty() + invalid)
                    .as(wrong.name())
                    .doesNotContain(Bench.PASSWORD, "s3cr3t");
        }
    }

    private static Bench secretFile(Bench bench, String line) {
        return bench.config(
                "shop.yaml",
                Bench.GOOD
                        .replaceAll("  password:.*\n", "")
                        .replace("database:\n", "database:\n  " + line + "\n"));
    }
}
