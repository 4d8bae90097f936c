package dev.slipway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopDrainTest {

    private static final int TERMINATED = 143;

    private static final String WAITING =
            """
            select count(*)
              from pg_locks
             where locktype = 'advisory'
               and not granted
               and database = (select oid from pg_database where datname = current_database())
            """;

    @TempDir private Path directory;
    private final TestDatabase database = TestServer.newDatabase();

    @Test
    void readiness_fails_first_then_requests_end_and_streams_move_and_then_it_ends()
            throws Exception {
        try (var shop = ready("3s", "40s");
                var holder = database.connect();
                var lock = holder.createStatement()) {
            var stream = shop.webInBackground("/prices");
            var paid = pay(shop, lock);

            shop.terminate();
            Eventually.holds(() -> shop.probe("ready").statusCode() == 503, shop::output);
            Eventually.holds(
                    () -> shop.probe("ready").body().contains("\"state\":\"draining\""),
                    shop::output);
            assertThat(shop.probe("ready").body()).contains("\"stage\":\"pause\"");
            assertThat(shop.actuator("readiness").statusCode()).isEqualTo(503);
            assertThat(shop.web("/items").statusCode()).as("in the pause").isEqualTo(200);

            Eventually.holds(
                    () -> shop.probe("ready").body().contains("\"stage\":\"connections\""),
                    shop::output);
            assertThat(paid).isNotDone();
            assertThat(stream.get(1, TimeUnit.MINUTES).body()).contains("tea 4", "move");
            lock.execute("select pg_advisory_unlock(78)");
            assertThat(paid.get(1, TimeUnit.MINUTES)).isEqualTo("200 paid");

            assertThat(shop.exitCode()).isEqualTo(TERMINATED);
            assertThat(shop.output())
                    .containsSubsequence(
                            "The worker ended with 1 item", "Drained in", "Shutdown completed")
                    .doesNotContain("and cut", "WARN", "ERROR");
        }
    }

    @Test
    void a_request_that_does_not_end_is_cut_when_the_time_is_over() throws Exception {
        try (var shop = ready("0s", "2s");
                var holder = database.connect();
                var lock = holder.createStatement()) {
            var paid = pay(shop, lock);

            shop.terminate();

            assertThat(shop.exitCode()).isEqualTo(TERMINATED);
            assertThat(paid).isCompletedExceptionally();
            assertThat(shop.output())
                    .containsPattern(
                            "Drained in 2[0-9]{3} ms, and cut: web requests had not ended in time")
                    .doesNotContain("Failed to shut down");
        }
    }

    @Test
    void a_second_signal_leaves_no_more_time() throws Exception {
        try (var shop = ready("0s", "10m");
                var holder = database.connect();
                var lock = holder.createStatement()) {
            var paid = pay(shop, lock);
            shop.terminate();
            Eventually.holds(
                    () -> shop.probe("ready").body().contains("\"stage\":\"connections\""),
                    shop::output);

            shop.terminate();

            assertThat(shop.exitCode()).isEqualTo(TERMINATED);
            assertThat(paid).isCompletedExceptionally();
            assertThat(shop.output()).contains("and cut: web requests had not ended in time");
        }
    }

    private ShopProcess ready(String pause, String limit) {
        return ShopProcess.start(
                        directory,
                        database,
                        "--slipway.drain.pause=" + pause,
                        "--slipway.drain.limit=" + limit)
                .awaitReady();
    }

    /// Asks for what takes until the lock is free again.
    private CompletableFuture<String> pay(ShopProcess shop, Statement lock) throws SQLException {
        lock.execute("select pg_advisory_lock(78)");
        var paid =
                shop.webInBackground("/pay")
                        .thenApply(answer -> answer.statusCode() + " " + answer.body());
        Eventually.holds(() -> database.ask(WAITING).equals("1"), shop::output);
        return paid;
    }
}
