package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `slipway try` as people run it. `-Dslipway.full` runs it more often.
class TryIT {

    private static final boolean FULL = Boolean.getBoolean("slipway.full");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir private Path folder;
    private Program slipway;

    @BeforeEach
    void program() throws IOException {
        slipway = new Program(folder.toRealPath());
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        slipway.run(LIMIT, "try", "--clean");
        assertNothingLeft();
    }

    @Test
    void after_kill_9_a_journey_loses_nothing_and_what_it_keeps_runs_until_it_is_cleaned()
            throws Exception {
        var random = new Random();
        for (int i = 0; i < (FULL ? 10 : 2); i++) {
            killAfter(Duration.ofMillis(random.nextLong(1_000, 40_000)));
        }
        for (int i = 0; i < (FULL ? 10 : 0); i++) {
            journey();
            assertNothingLeft();
        }
        assertRunsOn(URI.create(journey("--keep").at("/kept/service").asString()));
        assertThat(slipway.run(LIMIT, "try", "--clean")).isZero();
        assertNothingLeft();
    }

    private JsonNode journey(String... options) throws Exception {
        var words = Stream.concat(Stream.of("try", "--output", "json"), Stream.of(options));
        var exit = slipway.run(LIMIT, words.toArray(String[]::new));
        assertThat(exit).as(slipway.out() + slipway.err()).isZero();
        var seen = new JsonMapper().readTree(slipway.out());
        assertJourney(seen);
        return seen;
    }

    private static void assertRunsOn(URI rooms) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(rooms).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private void killAfter(Duration time) throws Exception {
        var process = slipway.start("try");
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void ctrl_c_cleans_up() throws Exception {
        var process = slipway.start("try");
        process.waitFor(10, TimeUnit.SECONDS);
        Program.interrupt(process);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(slipway.err()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void of_two_at_once_the_second_is_told_of_the_first() throws Exception {
        var first = slipway.start("try");
        var second = new Program(Files.createDirectory(folder.resolve("second")).toRealPath());
        Files.createSymbolicLink(
                second.folder().resolve(".slipway"),
                Files.createDirectories(folder.resolve(".slipway")));
        while (!Files.exists(slipway.trial().resolve("postgres"))) {
            assertThat(first.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(second.run(LIMIT, "try")).isEqualTo(1);
        assertThat(second.err()).startsWith("slipway: another try is under way in ");
        first.destroyForcibly().waitFor();
    }

    private static void assertJourney(JsonNode seen) {
        assertThat(seen.at("/verdict").asString()).isEqualTo("pass");
        assertThat(seen.at("/traffic/requests").asLong()).isGreaterThan(500);
        assertThat(seen.at("/traffic/failed").asLong(-1)).isZero();
        assertThat(seen.at("/traffic/lost_sockets").asLong(-1)).isZero();
        assertThat(seen.at("/traffic/moved").asLong()).isGreaterThan(24);
        assertThat(seen.at("/traffic/lost_streams").asLong(-1)).isZero();
        assertThat(seen.at("/traffic/moved_streams").asLong()).isGreaterThan(8);
        assertThat(seen.at("/traffic/logins").asLong()).isGreaterThan(8);
        assertThat(seen.at("/release/record/intact").asBoolean()).isTrue();
        assertThat(seen.at("/stopped/0/rule").asString()).isEqualTo("compat/broken");
        assertThat(seen.at("/stopped/0/place").asString())
                .isEqualTo("20261116100000_let_members_leave.up.sql:5");
    }

    private void assertNothingLeft() {
        assertThat(slipway.trial()).doesNotExist();
        assertThat(slipway.processes()).isEmpty();
    }
}
