package dev.slipway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shop from its first moment to its last, as a process.
class StartTest {

    @TempDir private Path directory;
    private final TestDatabase database = TestServer.newDatabase();

    @Test
    void while_it_migrates_it_answers_probes_and_serves_nothing() throws Exception {
        int web;
        try (var free = new ServerSocket(0)) {
            web = free.getLocalPort();
        }
        try (var holder = database.connect();
                var lock = holder.createStatement()) {
            lock.execute("select pg_advisory_lock(77)");
            try (var shop = ShopProcess.start(directory, database, "--server.port=" + web)) {
                Eventually.holds(
                        () -> shop.probe("startup").body().contains("2_prices.sql"), shop::output);
                assertThat(shop.probe("startup").statusCode()).isEqualTo(503);
                assertThat(shop.probe("startup").body())
                        .contains("\"state\":\"migrating\"", "\"applied\":1");
                assertThat(shop.probe("ready").statusCode()).isEqualTo(503);
                assertThat(shop.probe("live").statusCode()).isEqualTo(200);
                assertThat(Port.accepts(web)).isFalse();
                assertThat(shop.output()).doesNotContain("HikariPool");

                lock.execute("select pg_advisory_unlock(77)");
                shop.awaitReady();
                assertThat(Port.accepts(web)).isTrue();
                assertThat(shop.probe("startup").body())
                        .contains("\"state\":\"started\"", "\"schema\":\"2\"");
                assertThat(shop.web("/items").body()).isEqualTo("[\"tea 4 EUR\"]");
                assertThat(shop.output()).contains("Applied 2 migrations in");
            }
        }
    }
}
