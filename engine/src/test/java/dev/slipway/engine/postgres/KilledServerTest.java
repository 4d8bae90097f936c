package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a Slipway that was killed leaves, and what the next one makes of it.
class KilledServerTest {

    private static final Map<String, String> THROWAWAY = Map.of("fsync", "off");
    private static final int INSTANTS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    Path home;
    Binaries binaries;

    @BeforeEach
    void name_a_home() throws IOException {
        home = folder.toRealPath().resolve("home");
        binaries = Binaries.find(15, folder.resolve("cache"));
    }

    @AfterEach
    void leave_nothing() {
        Server.stopLeftover(home);
        assertThat(Orphans.of("postgres", home.resolve("data"))).isEmpty();
    }

    @Test
    void a_running_server_is_found_again_at_its_port() throws Exception {
        var child = child(home);
        waitUntil(this::ready);
        kill(child);

        var found = start();

        var port = Integer.parseInt(pidFile().get(3));
        assertThat(found.url("postgres").port()).isEqualTo(port);
        found.url("postgres").connect("test").close();
    }

    @Test
    void whenever_it_is_killed_the_next_start_works() throws Exception {
        for (int instant = 0; instant < INSTANTS; instant++) {
            var child = child(home);
            waitUntil(reached(instant));
            kill(child);

            start().url("postgres").connect("test").close();

            assertThat(Orphans.of("initdb", home.resolve("data.unfinished"))).isEmpty();
            assertThat(Server.stopLeftover(home)).isTrue();
            assertThat(home).doesNotExist();
        }
    }

    @Test
    void whenever_it_is_killed_its_leftovers_can_be_removed() throws Exception {
        for (int instant = 0; instant < INSTANTS; instant++) {
            var child = child(home);
            waitUntil(reached(instant));
            kill(child);

            Server.stopLeftover(home);

            assertThat(home).doesNotExist();
            assertThat(running()).isEmpty();
            assertThat(Orphans.of("initdb", home.resolve("data.unfinished"))).isEmpty();
        }
    }

    @Test
    void a_server_that_was_killed_itself_recovers() throws Exception {
        start().createDatabase("kept");
        var postmaster = running().orElseThrow().process();
        postmaster.destroyForcibly();
        postmaster.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        start().url("kept").connect("test").close();
    }

    @Test
    void a_pid_file_whose_number_another_program_has_is_no_obstacle() throws Exception {
        start().stop();
        var stale = String.join("\n", "" + ProcessHandle.current().pid(), "" + data(), "1", "5432");
        Files.writeString(data().resolve("postmaster.pid"), stale + "\n\n");

        start().url("postgres").connect("test").close();
    }

    @Test
    void a_deletion_that_was_cut_is_finished_or_started_afresh() throws Exception {
        start().stop();
        Files.move(data(), home.resolve("data.unfinished"));
        Files.delete(home.resolve("data.unfinished/PG_VERSION"));

        start().url("postgres").connect("test").close();
    }

    @Test
    void files_of_somebody_else_are_never_touched() throws Exception {
        Files.createDirectories(home);
        var letter = Files.writeString(home.resolve("letter.txt"), "dear");

        assertThatThrownBy(this::start).hasMessageContaining("not a server of Slipway's");
        assertThatThrownBy(() -> Server.stopLeftover(home))
                .hasMessageContaining("not a server of Slipway's");

        assertThat(letter).hasContent("dear");
        Files.delete(letter);
    }

    @Test
    void deleting_follows_no_symbolic_link() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        var letter = Files.writeString(outside.resolve("letter.txt"), "dear");
        var server = start();
        Files.createSymbolicLink(home.resolve("link"), outside);
        Files.createSymbolicLink(data().resolve("pg_tblspc/link"), outside);
        var alias = Files.createSymbolicLink(folder.resolve("alias"), home);

        assertThatThrownBy(() -> Server.stopLeftover(alias)).hasMessageContaining("symbolic link");
        server.close();

        assertThat(home).doesNotExist();
        assertThat(letter).hasContent("dear");
    }

    @Test
    void nothing_left_over_is_said_so() {
        assertThat(Server.stopLeftover(home)).isFalse();
    }

    @Test
    void two_processes_that_start_it_at_once_get_the_same_server() throws Exception {
        var other = child(home);
        try {
            waitUntil(reached(0));

            var mine = start();

            assertThat(other.waitFor(LIMIT)).isTrue();
            assertThat(other.exitValue()).isZero();
            mine.url("postgres").connect("test").close();
            assertThat(Orphans.of("postgres", data())).hasSize(1);
        } finally {
            other.destroyForcibly();
        }
    }

    private Server start() {
        return Server.start(binaries, home, THROWAWAY);
    }

    private Path data() {
        return home.resolve("data");
    }

    private Optional<Postmaster> running() {
        return Postmaster.of(data());
    }

    private List<String> pidFile() throws IOException {
        return Files.readAllLines(data().resolve("postmaster.pid"));
    }

    private boolean ready() throws IOException {
        if (!Files.exists(data().resolve("postmaster.pid"))) {
            return false;
        }
        var lines = pidFile();
        return lines.size() > 7 && lines.get(7).startsWith("ready");
    }

    /// Instants of a start: marked, initdb under way, initdb done, the server's process there.
    private Condition reached(int instant) {
        return switch (instant) {
            case 0 -> () -> Files.exists(home.resolve("slipway-server"));
            case 1 -> () -> Files.exists(home.resolve("data.unfinished/PG_VERSION"));
            case 2 -> () -> Files.exists(data());
            default -> () -> running().isPresent();
        };
    }

    private Process child(Path directory) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var log = folder.resolve("child.log");
        Files.write(log, List.of(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        binaries.bin().toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void kill(Process child) throws InterruptedException {
        child.destroyForcibly();
        assertThat(child.waitFor(LIMIT)).isTrue();
    }

    private static void waitUntil(Condition condition) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// Something to wait for.
    private interface Condition {
        boolean holds() throws Exception;
    }

    /// A process that starts a server and ends without stopping it.
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) {
            var binaries = new Binaries(Path.of(arguments[0]), 15);
            Server.start(binaries, Path.of(arguments[1]), THROWAWAY);
        }
    }
}
