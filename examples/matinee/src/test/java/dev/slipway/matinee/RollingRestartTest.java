package dev.slipway.matinee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Each test leaves all replicas running for the next.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollingRestartTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Stage stage;

    @BeforeAll
    void start() throws Exception {
        stage = new Stage("1.0.0", 3);
    }

    @AfterAll
    void stop() throws Exception {
        stage.close();
    }

    @Test
    void three_replicas_to_1_1_0_and_back_lose_no_request_and_no_socket(@TempDir Path folder)
            throws Exception {
        var load = stage.load(folder.resolve("report.json"), 12);
        for (var version : new String[] {"1.1.0", "1.0.0"}) {
            for (int i = 0; i < stage.replicas(); i++) {
                stage.restart(i, version);
            }
        }
        load.close();

        var report = load.tally().toJson().compact();
        assertThat(load.tally().failed()).as(report).isZero();
        assertThat(load.tally().lostSockets()).as(report).isZero();
        assertThat(load.tally().lostStreams()).as(report).isZero();
        assertThat(report)
                .contains("\"failures\":[]")
                .doesNotContain("\"moved\":0,", "\"moved_streams\":0,", "\"logins\":0,");
        assertThat(Files.readString(folder.resolve("report.json")))
                .contains("\"lost_sockets\":0,", "\"sockets\":0,", "\"failures\":[]}\n");
    }

    @Test
    void what_is_lost_when_a_replica_is_killed_is_reported(@TempDir Path folder) throws Exception {
        var load = stage.load(folder.resolve("report.json"), 12);

        stage.program(0).process().destroyForcibly();

        Wait.until(
                LIMIT,
                () -> load.tally().lostSockets() > 0 && load.tally().lostStreams() > 0,
                () -> load.tally().toJson().compact());
        load.close();
        assertThat(Files.readString(folder.resolve("report.json")))
                .contains("ended without a notice to move", "\"what\":\"stream in room ")
                .doesNotContain("\"lost_sockets\":0,");
        stage.replace(0, "1.0.0");
    }

    @Test
    void an_instance_that_is_stopped_in_its_tracks_is_noticed(@TempDir Path folder)
            throws Exception {
        var load = stage.load(folder.resolve("report.json"), 6);
        var pid = Long.toString(stage.program(0).process().pid());

        new ProcessBuilder("kill", "-STOP", pid).start().waitFor();

        Wait.until(
                LIMIT, () -> load.tally().lostSockets() > 0, () -> load.tally().toJson().compact());
        load.close();
        assertThat(load.tally().toJson().compact()).contains("answered no ping");
        stage.replace(0, "1.0.0");
    }
}
