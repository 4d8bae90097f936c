package dev.slipway.service.config;

import static dev.slipway.service.config.Wrong.invalid;
import static dev.slipway.service.config.Wrong.usage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to name a file that cannot be read as a configuration.
class WrongFilesTest {

    private static final String LONG = "x".repeat(300) + ".yaml";

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
                            "a tag before everything",
                            bench -> bench.config("shop.yaml", "!shop {server: {port: 80}}\n"),
                            "shop.yaml:1",
                            "A tag stands before the value."),
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
    void a_file_that_cannot_be_read_is_named_and_nothing_is_read_in_its_place() throws IOException {
        Wrong.check(FILES, directory);
    }
}
