package dev.slipway.service.config;

import static dev.slipway.service.config.Wrong.invalid;
import static dev.slipway.service.config.Wrong.usage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to name what is not there, or not to name what must be.
class WrongNamesTest {

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
                            "a section in the name of a key",
                            bench -> bench.config("shop.yaml", Bench.GOOD + "server.port: 80\n"),
                            "shop.yaml:6",
                            "server.port is not known."),
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
                            "a required key by its old name, which is not called missing too",
                            bench ->
                                    bench.config(
                                            "shop.yaml", Bench.GOOD.replace("  url:", "  dsn:")),
                            "shop.yaml:4",
                            "database.dsn is called database.url since 2.0.0."),
                    invalid(
                            "a variable by its old name",
                            bench -> bench.good().variable("SHOP_SERVER__DRAIN", "10s"),
                            "SHOP_SERVER__DRAIN",
                            "server.drain is called server.drain_time since 1.2.0."),
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

    @TempDir private Path directory;

    @Test
    void a_wrong_name_is_named_with_its_source() throws IOException {
        Wrong.check(NAMES, directory);
    }
}
