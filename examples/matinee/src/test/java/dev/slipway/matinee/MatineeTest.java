package dev.slipway.matinee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatineeTest {

    private static final Map<String, String> NOTHING = Map.of();

    @TempDir private Path folder;

    @Test
    void without_a_configuration_an_instance_names_each_missing_key_and_ends_with_3()
            throws Exception {
        try (var program = Program.start("1.0.0", NOTHING, List.of("web"))) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.output())
                    .startsWith("The configuration is invalid: 4 problems.\n")
                    .contains(
                            "MATINEE_SERVER_PORT",
                            "MATINEE_SERVER_INSTANCE",
                            "MATINEE_DATABASE_URL",
                            "MATINEE_SECRETS_SESSION_KEY");
        }
    }

    @Test
    void an_instance_that_cannot_migrate_ends_with_1() throws Exception {
        var database = TestDatabase.create();
        TestDatabase.execute(database, "create type event_kind as enum ('other')");
        try (var program =
                Program.start("1.0.0", TestDatabase.environment("a", database), List.of("web"))) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.output())
                    .contains("Failed at 20260601091000_create_room_events.up.sql:3: ");
        }
    }

    @Test
    void an_unknown_command_ends_with_2_and_the_usage() throws Exception {
        try (var program = Program.start("1.0.0", NOTHING, List.of("fly"))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output()).startsWith("matinee web ");
        }
    }

    @Test
    void the_version_is_that_of_its_class_path() throws Exception {
        try (var program = Program.start("1.3.0", NOTHING, List.of("version"))) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.output()).isEqualTo("matinee 1.3.0\n");
        }
    }

    @Test
    void the_check_passes_between_two_instances_and_fails_without_one() throws Exception {
        try (var stage = new Stage("1.1.0", 2)) {
            var a = stage.replica(0).base().toString();
            var b = stage.replica(1).base().toString();
            try (var check =
                    Program.start("1.1.0", NOTHING, List.of("check", "--a", a, "--b", b))) {
                assertThat(check.exitCode()).as(check.output()).isZero();
                assertThat(check.output()).startsWith("In room 51, B saw A play after ");
            }
            stage.program(0).process().destroyForcibly().waitFor();
            try (var check =
                    Program.start("1.1.0", NOTHING, List.of("check", "--a", b, "--b", a))) {
                assertThat(check.exitCode()).isEqualTo(1);
                assertThat(check.output()).hasLineCount(1).contains("could not open a socket");
            }
        }
    }

    @Test
    void seeding_fills_once() throws Exception {
        var database = TestDatabase.create();
        try (var instance =
                Program.start("1.0.0", TestDatabase.environment("a", database), List.of("web"))) {
            instance.event("ready");
        }
        var seed = new Seed(200, 300, 5_000);

        assertThat(seed.fill(database)).isTrue();
        assertThat(seed.fill(database)).isFalse();

        assertThat(TestDatabase.number(database, "select count(*) from room")).isEqualTo(200);
        assertThat(TestDatabase.number(database, "select count(*) from member")).isEqualTo(300);
        assertThat(TestDatabase.number(database, "select count(*) from room_event"))
                .isEqualTo(5_000);
        assertThat(
                        TestDatabase.number(
                                database,
                                """
                                select count(*) from room
                                 where last_seq <> (select coalesce(max(seq), 0) from room_event where room_id = room.id)
                                    or last_seq <> (select count(*) from room_event where room_id = room.id)
                                """))
                .isZero();
    }

    @Test
    void proxy_and_load_end_when_their_input_does() throws Exception {
        var report = folder.resolve("report.json");
        try (var proxy =
                Program.start(
                        "1.0.0",
                        NOTHING,
                        List.of("proxy", "--listen", "0", "--upstream", "127.0.0.1:1"))) {
            var url = "http://127.0.0.1:" + proxy.value("listening on 127.0.0.1:");
            try (var load =
                    Program.start(
                            "1.0.0",
                            NOTHING,
                            List.of("load", "--url", url, "--report", report.toString()))) {
                load.awaitOutput("driving " + url);
                Wait.until(
                        Duration.ofSeconds(20),
                        () -> text(report).contains("No instance is ready."),
                        () -> text(report));
                load.input().close();
                assertThat(load.exitCode()).isZero();
            }
            proxy.input().close();
            assertThat(proxy.exitCode()).isZero();
        }
    }

    @Test
    void a_proxy_that_is_told_to_end_does() throws Exception {
        try (var proxy =
                Program.start(
                        "1.0.0",
                        NOTHING,
                        List.of("proxy", "--listen", "0", "--upstream", "127.0.0.1:1"))) {
            proxy.awaitOutput("listening on 127.0.0.1:");
            proxy.process().destroy();
            assertThat(proxy.exitCode()).isZero();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
