package dev.slipway.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.engine.scratch.Toys;
import dev.slipway.engine.scratch.Until;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTargetTest {

    private static final Fence OPEN = () -> {};

    @TempDir Path folder;
    Toys toys;
    ProcessTarget target;

    @BeforeEach
    void set_up() {
        toys = new Toys(folder);
        target = new ProcessTarget(Clock.systemUTC());
    }

    @AfterEach
    void leave_nothing() {
        target.close();
        toys.close();
        assertThat(toys.processes()).isEmpty();
    }

    @Test
    void an_instance_is_started_replaced_and_stopped() throws Exception {
        var instance = toys.instance("a");
        var one = toys.build("1.0.0", "");
        var two = toys.build("1.1.0", "");
        assertThat(target.probe(instance)).isEqualTo(new Condition.Stopped());

        assertThat(target.restart(instance, one, OPEN))
                .isInstanceOfSatisfying(
                        Restarted.Done.class,
                        done -> assertThat(done.drain()).isEqualTo(new Drain.Gone()));
        assertThat(target.restart(instance, two, OPEN))
                .isInstanceOfSatisfying(
                        Restarted.Done.class,
                        done -> assertThat(done.drain()).isInstanceOf(Drain.Drained.class));
        assertThat(target.restart(instance, two, OPEN)).isInstanceOf(Restarted.Already.class);
        assertThat(target.stop(instance, OPEN)).isInstanceOf(Drain.Drained.class);
        assertThat(target.stop(instance, OPEN)).isEqualTo(new Drain.Gone());

        assertThat(Files.readAllLines(toys.log(instance)))
                .containsExactly(
                        "---- slipway starts 1.0.0",
                        "started 1.0.0",
                        "ready 1.0.0",
                        "told to stop 1.0.0",
                        "ended 1.0.0",
                        "---- slipway starts 1.1.0",
                        "started 1.1.0",
                        "ready 1.1.0",
                        "told to stop 1.1.0",
                        "ended 1.1.0");
    }

    @Test
    void the_same_version_built_again_is_another_build() throws Exception {
        var instance = toys.instance("a");
        target.restart(instance, toys.build("1.0.0", ""), OPEN);

        assertThat(target.restart(instance, toys.build("1.0.0", "drain=1"), OPEN))
                .isInstanceOf(Restarted.Done.class);
    }

    @Test
    void started_many_times_at_once_it_runs_once() throws Exception {
        var instance = toys.instance("a");
        var build = toys.build("1.0.0", "start=300");
        for (int i = 0; i < 5; i++) {
            var _ = new Launch(instance, build).start();
        }

        assertThat(target.restart(instance, build, OPEN)).isNotInstanceOf(Restarted.NotReady.class);
        assertThat(toys.processes()).hasSize(1);
        assertThat(toys.said(instance, "started 1.0.0")).isEqualTo(1);
    }

    @Test
    void what_was_asked_to_stop_is_not_asked_again() throws Exception {
        var instance = toys.instance("a");
        var build = toys.build("1.0.0", "drain=1500");
        target.restart(instance, build, OPEN);
        Signal.TERM.send(runFile(instance).process());
        Until.holds("draining", () -> target.probe(instance) instanceof Condition.Draining);

        assertThat(target.stop(instance, OPEN)).isInstanceOf(Drain.Drained.class);
        assertThat(toys.said(instance, "told to stop 1.0.0")).isEqualTo(1);
    }

    @Test
    void a_request_to_stop_that_was_noted_but_never_sent_is_sent() throws Exception {
        var instance = toys.instance("a");
        target.restart(instance, toys.build("1.0.0", ""), OPEN);
        var process = runFile(instance).process();
        InstanceFiles.of(instance)
                .write(new InstanceFiles.StopNote(process, Clock.systemUTC().instant(), false));

        assertThat(target.stop(instance, OPEN)).isInstanceOf(Drain.Drained.class);
    }

    @Test
    void a_service_that_does_not_stop_is_killed_and_said_to_have_been() throws Exception {
        var instance = hasty(toys.instance("a"));
        target.restart(instance, toys.build("1.0.0", "deaf=true"), OPEN);

        assertThat(target.stop(instance, OPEN))
                .isInstanceOfSatisfying(
                        Drain.Killed.class,
                        killed ->
                                assertThat(killed.after())
                                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(target.probe(instance)).isEqualTo(new Condition.Stopped());
        assertThat(toys.said(instance, "told to stop 1.0.0")).isEqualTo(1);
    }

    @Test
    void a_service_that_never_becomes_ready_is_said_not_to_be_and_replaced_next_time()
            throws Exception {
        var instance = hasty(toys.instance("a"));
        var never = toys.build("1.0.0", "start=never");

        assertThat(target.restart(instance, never, OPEN))
                .isInstanceOfSatisfying(
                        Restarted.NotReady.class,
                        not ->
                                assertThat(not.message())
                                        .contains("instance a was not ready within 2 s"));
        assertThat(target.restart(instance, toys.build("1.0.0", ""), OPEN))
                .isInstanceOf(Restarted.Done.class);
    }

    @Test
    void a_service_that_ends_while_it_starts_shows_its_last_lines() throws Exception {
        var instance = toys.instance("a");

        assertThat(target.restart(instance, toys.build("1.0.0", "crash=no such table"), OPEN))
                .isInstanceOfSatisfying(
                        Restarted.NotReady.class,
                        not -> {
                            assertThat(not.message()).contains("ended while it started");
                            assertThat(not.lastLines())
                                    .last()
                                    .isEqualTo("no such table with secret null 1.0.0");
                        });
    }

    @Test
    void a_program_that_is_not_there_is_said_not_to_be() throws Exception {
        var instance = toys.instance("a");
        var missing =
                new Instance(
                        "b",
                        instance.port(),
                        instance.directory(),
                        List.of("/no/such/program"),
                        instance.environment(),
                        instance.readyWithin(),
                        instance.drainWithin());

        assertThat(target.restart(missing, toys.build("1.0.0", ""), OPEN))
                .isInstanceOfSatisfying(
                        Restarted.NotReady.class,
                        not ->
                                assertThat(String.join("\n", not.lastLines()))
                                        .contains("not found"));
    }

    @Test
    void a_lock_that_is_held_a_moment_longer_is_waited_for() throws Exception {
        var instance = toys.instance("a");
        InstanceFiles.of(instance).createDirectory();
        var holder = holdLock(instance, "1");
        try {
            assertThat(target.restart(instance, toys.build("1.0.0", ""), OPEN))
                    .isInstanceOf(Restarted.Done.class);
        } finally {
            holder.waitFor();
        }
    }

    @Test
    void a_lock_that_is_left_behind_is_said_to_be() throws Exception {
        var instance = toys.instance("a");
        InstanceFiles.of(instance).createDirectory();
        var holder = holdLock(instance, "60");
        try {
            assertThat(target.restart(instance, toys.build("1.0.0", ""), OPEN))
                    .isInstanceOfSatisfying(
                            Restarted.NotReady.class,
                            not -> assertThat(not.message()).contains("its lock is held by"));
        } finally {
            holder.destroy();
            holder.waitFor();
        }
    }

    @Test
    void a_port_that_another_process_answers_is_left_alone() throws Exception {
        var instance = toys.instance("a");
        var stranger =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), instance.port()),
                        0);
        stranger.createContext(
                "/health/ready",
                exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write(new byte[] {'{', '}'});
                    exchange.close();
                });
        stranger.start();
        try {
            assertThat(target.restart(instance, toys.build("1.0.0", ""), OPEN))
                    .isInstanceOfSatisfying(
                            Restarted.NotReady.class,
                            not ->
                                    assertThat(not.message())
                                            .contains("which Slipway did not start"));
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void an_artefact_that_is_not_the_planned_one_stops_nothing() throws Exception {
        var instance = toys.instance("a");
        target.restart(instance, toys.build("1.0.0", ""), OPEN);
        var planned = toys.build("1.1.0", "");
        toys.build("1.1.0", "drain=7");

        assertThat(target.restart(instance, planned, OPEN)).isInstanceOf(Restarted.NotReady.class);
        assertThat(target.probe(instance))
                .isInstanceOfSatisfying(
                        Condition.Ready.class,
                        ready -> assertThat(ready.version()).isEqualTo("1.0.0"));
    }

    @Test
    void nothing_is_stopped_or_started_behind_the_fence() throws Exception {
        var instance = toys.instance("a");
        Fence closed =
                () -> {
                    throw new IllegalStateException("superseded");
                };
        assertThatThrownBy(() -> target.restart(instance, toys.build("1.0.0", ""), closed))
                .hasMessage("superseded");
        assertThat(target.probe(instance)).isEqualTo(new Condition.Stopped());

        target.restart(instance, toys.build("1.0.0", ""), OPEN);
        assertThatThrownBy(() -> target.restart(instance, toys.build("1.1.0", ""), closed))
                .hasMessage("superseded");
        assertThat(target.probe(instance)).isInstanceOf(Condition.Ready.class);
    }

    private static Process holdLock(Instance instance, String seconds) throws Exception {
        var lock = InstanceFiles.of(instance).lock().toString();
        var holder = new ProcessBuilder("flock", "--no-fork", lock, "sleep", seconds).start();
        Until.holds(
                "the lock is taken",
                () -> new ProcessBuilder("flock", "-n", lock, "true").start().waitFor() != 0);
        return holder;
    }

    private static RunFile runFile(Instance instance) {
        return RunFile.read(InstanceFiles.of(instance).run()).orElseThrow();
    }

    private static Instance hasty(Instance instance) {
        return new Instance(
                instance.name(),
                instance.port(),
                instance.directory(),
                instance.command(),
                instance.environment(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1));
    }
}
