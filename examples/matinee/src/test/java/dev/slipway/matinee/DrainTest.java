package dev.slipway.matinee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.client.Heard;
import dev.slipway.matinee.client.RoomSocket;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DatabaseUrl database = TestDatabase.create();

    @Test
    void readiness_fails_first_then_sockets_are_moved_then_it_ends() throws Exception {
        try (var program = start("2s", "10s")) {
            var http = ready(program);
            http.post("/rooms", "{\"name\":\"One\"}");
            var socket = RoomSocket.connect(Http.CLIENT, http.base(), 1, OptionalLong.empty());

            program.process().destroy();

            Wait.until(LIMIT, () -> http.status("/health/ready") == 503, program::output);
            assertThat(http.get("/health/ready").path("state").asString()).isEqualTo("draining");
            assertThat(http.status("/rooms/1")).as("it still works").isEqualTo(200);
            assertThat(heard(socket))
                    .containsExactly(
                            new Heard.Welcome(0),
                            new Heard.Move(),
                            new Heard.Ended("closed with 1012"));
            assertThat(program.exitCode()).isZero();
            assertThat(program.output().lines()).hasSameSizeAs(program.events());
            assertThat(program.events())
                    .anyMatch(line -> line.path("sockets").asInt(0) == 1)
                    .anyMatch(line -> line.path("streams").asInt(-1) == 0);
            assertThat(program.events())
                    .allSatisfy(line -> {
                        assertThat(Instant.parse(line.path("time").asString())).isNotNull();
                        assertThat(line.path("instance").asString()).isEqualTo("a");
                        assertThat(line.path("version").asString()).isEqualTo("1.0.0");
                    });
            assertThat(events(program))
                    .containsExactly(
                            "health",
                            "started",
                            "migrated",
                            "ready",
                            "end",
                            "moved",
                            "moved",
                            "end");
        }
    }

    @Test
    void an_open_request_is_answered_before_it_ends() throws Exception {
        try (var program = start("0s", "10s");
                var holder = database.connect("test");
                var statement = holder.createStatement()) {
            var health = Http.at(program.event("health").path("port").asInt());
            var http = ready(program);
            http.post("/rooms", "{\"name\":\"One\"}");
            holder.setAutoCommit(false);
            statement.execute("select from room for update");
            var answer = CompletableFuture.supplyAsync(() -> play(http));
            awaitWaiter();

            program.process().destroy();
            Wait.until(
                    LIMIT,
                    () -> stage(health).equals("requests"),
                    () -> "it does " + stage(health));
            holder.commit();

            assertThat(answer.join()).isEqualTo(201);
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void what_does_not_end_within_the_limit_is_cut_and_told() throws Exception {
        try (var program = start("0s", "1500ms");
                var holder = database.connect("test");
                var statement = holder.createStatement()) {
            var http = ready(program);
            http.post("/rooms", "{\"name\":\"One\"}");
            holder.setAutoCommit(false);
            statement.execute("select from room for update");
            var answer = CompletableFuture.supplyAsync(() -> play(http));
            awaitWaiter();

            program.process().destroy();

            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.events())
                    .anySatisfy(line ->
                            assertThat(line.path("told").asString(""))
                                    .startsWith("Cut after ")
                                    .contains("requests had not ended in time"));
            assertThat(answer).failsWithin(LIMIT);
        }
    }

    private Program start(String pause, String limit) throws IOException {
        return Program.start(
                "1.0.0",
                TestDatabase.environment("a", database),
                List.of("web", "--drain.deregister=" + pause, "--drain.limit=" + limit));
    }

    private static Http ready(Program program) {
        var http = Http.at(program.event("started").path("port").asInt());
        program.event("ready");
        return http;
    }

    private static String stage(Http health) {
        try {
            return health.get("/health/ready").path("stage").asString("none");
        } catch (IOException e) {
            return "not answer";
        }
    }

    private static int play(Http http) {
        try {
            var body = "{\"kind\":\"play\",\"position_ms\":1}";
            return http.send("POST", "/rooms/1/events", "application/json", body).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitWaiter() {
        var waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
        Wait.until(LIMIT, () -> TestDatabase.number(database, waiting) > 0, () -> "nobody waits");
    }

    private static List<Heard> heard(RoomSocket socket) throws InterruptedException {
        var all = new ArrayList<Heard>();
        while (all.isEmpty() || !(all.getLast() instanceof Heard.Ended)) {
            all.add(socket.next(LIMIT).orElseThrow());
        }
        return all;
    }

    private static List<String> events(Program program) {
        return program.events().stream().map(line -> line.path("event").asString("")).toList();
    }
}
