package dev.slipway.matinee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingRestartTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @Test
    void from_1_0_0_to_1_1_0_and_back_loses_no_request_and_no_socket() throws Exception {
        try (var stage = new Stage("1.0.0")) {
            var load = stage.load(folder.resolve("report.json"), 12);
            for (var version : new String[] {"1.1.0", "1.0.0"}) {
                stage.restartA(version);
                stage.restartB(version);
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
    }

    @Test
    void an_instance_that_is_killed_is_noticed() throws Exception {
        try (var stage = new Stage("1.0.0")) {
            var load = stage.load(folder.resolve("report.json"), 12);

            stage.programA().process().destroyForcibly();

            Wait.until(
                    LIMIT,
                    () -> load.tally().lostSockets() > 0 && load.tally().lostStreams() > 0,
                    () -> load.tally().toJson().compact());
            load.close();
            assertThat(load.tally().toJson().compact())
                    .contains("ended without a notice to move", "\"what\":\"stream in room ");
        }
    }

    @Test
    void an_instance_that_is_stopped_in_its_tracks_is_noticed() throws Exception {
        try (var stage = new Stage("1.0.0")) {
            var load = stage.load(folder.resolve("report.json"), 4);
            var pid = Long.toString(stage.programA().process().pid());

            new ProcessBuilder("kill", "-STOP", pid).start().waitFor();

            Wait.until(
                    LIMIT,
                    () -> load.tally().lostSockets() > 0,
                    () -> load.tally().toJson().compact());
            load.close();
            assertThat(load.tally().toJson().compact()).contains("answered no ping");
        }
    }
}
