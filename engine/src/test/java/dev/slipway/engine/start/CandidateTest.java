package dev.slipway.engine.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.engine.scratch.OtherJvm;
import dev.slipway.engine.scratch.ToyService;
import dev.slipway.engine.scratch.Until;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabases.class)
class CandidateTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;
    private DatabaseUrl database = DatabaseUrl.parse("postgres://nobody@nowhere/none");

    @BeforeEach
    void freshDatabase(DatabaseUrl fresh) {
        database = fresh;
    }

    @Test
    void a_version_works_when_it_is_ready_and_every_check_passes() throws Exception {
        var service = "psql -c 'create table seen ()' && touch %s && sleep 60".formatted(ready());

        var outcome =
                start(service, "psql \"$DATABASE_URL\" -c 'select from seen'", "test $PORT -gt 0");

        assertThat(outcome).isInstanceOf(StartOutcome.Worked.class);
        assertThat(outcome.checks()).hasSize(2).allMatch(CheckRun::passed);
    }

    @Test
    void what_listens_on_its_port_is_ready_and_is_told_which_version_it_is() throws Exception {
        var outcome =
                candidate(
                                toy("1.0.0", ""),
                                new Readiness.Listening(),
                                "test $SLIPWAY_VERSION = old")
                        .start(database);

        assertThat(outcome).isInstanceOf(StartOutcome.Worked.class);
        noneIsLeft();
    }

    @Test
    void what_answers_at_its_address_is_ready() throws Exception {
        var ready = Readiness.parse("http://127.0.0.1:{port}/health/ready");

        assertThat(candidate(toy("1.0.0", "start=300"), ready, "true").start(database))
                .isInstanceOf(StartOutcome.Worked.class);
    }

    @Test
    void another_that_answers_at_the_address_is_not_taken_for_it() throws Exception {
        try (var other = new ServerSocket(0)) {
            var answering =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var socket = other.accept()) {
                                    socket.getInputStream().read(new byte[4096]);
                                    socket.getOutputStream()
                                            .write(
                                                    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                                            .getBytes(
                                                                    java.nio.charset
                                                                            .StandardCharsets
                                                                            .UTF_8));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            var url = "http://127.0.0.1:" + other.getLocalPort() + "/";

            var outcome = candidate("sleep 60", Readiness.parse(url)).start(database);

            answering.join();
            assertThat(outcome)
                    .isEqualTo(
                            new StartOutcome.NotReady(
                                    "was not started: something else answers at %s already; end that, or write {port} for the port of its own"
                                            .formatted(url),
                                    OptionalInt.empty(),
                                    List.of()));
        }
    }

    @Test
    void a_check_that_does_not_pass_is_told_with_what_it_said() throws Exception {
        var outcome =
                start(
                        "echo deep inside; touch %s; sleep 60".formatted(ready()),
                        "true",
                        "echo first; echo no such room >&2; exit 7");

        assertThat(outcome).isInstanceOf(StartOutcome.CheckFailed.class);
        assertThat(outcome.lastLines()).containsExactly("deep inside");
        assertThat(outcome.checks())
                .extracting(CheckRun::exit, CheckRun::lastLines)
                .containsExactly(
                        tuple(OptionalInt.of(0), List.of()),
                        tuple(OptionalInt.of(7), List.of("first", "no such room")));
    }

    @Test
    void what_ends_at_once_is_not_ready_and_its_last_words_are_kept() throws Exception {
        assertThat(start("echo the database is ahead; exit 9", "true"))
                .isEqualTo(
                        new StartOutcome.NotReady(
                                "ended with exit code 9 before it was ready",
                                OptionalInt.of(9),
                                List.of("the database is ahead")));
    }

    @Test
    void what_ends_while_the_checks_are_made_did_not_work() throws Exception {
        var outcome = start("touch %s; sleep 0.2; exit 4".formatted(ready()), "sleep 1; exit 0");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        StartOutcome.Died.class, died -> assertThat(died.exit()).isEqualTo(4));
    }

    @Test
    void what_is_never_ready_is_told_its_limit_and_what_was_missing() {
        var limit = Duration.ofSeconds(1);
        var never =
                new Candidate(
                        Side.OLD, "sleep 600", List.of("true"), new Readiness.Listening(), limit);

        assertThat(never.start(database))
                .isInstanceOfSatisfying(
                        StartOutcome.NotReady.class,
                        it ->
                                assertThat(it.why())
                                        .matches(
                                                "was not ready within 1 s: nothing listened on port"
                                                        + " \\d+, its PORT; say with --ready what shows"
                                                        + " that it is ready"));
    }

    @Test
    void a_check_that_does_not_end_is_cut_short() throws Exception {
        var candidate =
                new Candidate(
                        Side.OLD,
                        "touch %s; sleep 600".formatted(ready()),
                        List.of("sleep 600"),
                        Readiness.parse("test -e " + ready()),
                        Duration.ofSeconds(1));

        var outcome = candidate.start(database);

        assertThat(outcome.checks())
                .singleElement()
                .returns(OptionalInt.empty(), CheckRun::exit)
                .extracting(CheckRun::ending)
                .isEqualTo("did not end within 1 s");
    }

    @Test
    void what_ignores_the_request_to_stop_is_killed_with_its_children() throws Exception {
        var script = folder.resolve("deaf.sh");
        Files.writeString(
                script,
                """
                trap '' TERM
                sleep 600 &
                echo $! > %s/child
                echo $$ > %s/self
                touch %s
                while :; do sleep 1; done
                """
                        .formatted(folder, folder, ready()));

        assertThat(start("sh " + script, "true")).isInstanceOf(StartOutcome.Worked.class);

        ends(pid("self"));
        ends(pid("child"));
    }

    @Test
    void what_stops_when_asked_has_time_for_it() throws Exception {
        var script = folder.resolve("polite.sh");
        Files.writeString(
                script,
                """
                trap 'sleep 1; touch %s/drained; exit 0' TERM
                touch %s
                while :; do sleep 0.1; done
                """
                        .formatted(folder, ready()));

        start("sh " + script + "; echo never reached > " + folder.resolve("more"), "true");

        assertThat(folder.resolve("drained")).exists();
        assertThat(folder.resolve("more")).doesNotExist();
    }

    @Test
    void the_password_of_the_copy_is_in_no_word_that_comes_back() throws Exception {
        var outcome =
                start(
                        "echo $PGPASSWORD $DATABASE_URL; touch %s; sleep 60".formatted(ready()),
                        "env; false");

        assertThat(outcome.lastLines())
                .singleElement()
                .asString()
                .startsWith("[redacted] postgres");
        var secret = database.serviceEnvironment().get("PGPASSWORD");
        assertThat(secret).isNotBlank();
        assertThat(outcome.toString()).doesNotContain(secret);
        assertThat(new Started(Side.OLD, Side.NEW, outcome).toJson().toString())
                .doesNotContain(secret);
    }

    @Test
    void nothing_outlives_a_rehearsal_that_is_killed() throws Exception {
        var command = "echo $$ > %s/self; sleep 600".formatted(folder);
        var rehearsal =
                new ProcessBuilder(OtherJvm.command(Forever.class, List.of(command)))
                        .inheritIO()
                        .start();
        Until.holds("it runs", () -> Files.exists(folder.resolve("self")));
        long running = pid("self");
        var shell = ProcessHandle.of(running).orElseThrow();
        Until.holds("it sleeps", () -> shell.children().findAny().isPresent());
        var sleeping = shell.children().toList();

        rehearsal.destroyForcibly().waitFor();

        ends(running);
        for (var child : sleeping) {
            ends(child.pid());
        }
    }

    /// Starts what is never ready, and waits for it.
    static final class Forever {

        private Forever() {}

        public static void main(String[] args) {
            new Candidate(
                            Side.OLD,
                            args[0],
                            List.of(),
                            new Readiness.Listening(),
                            Duration.ofMinutes(10))
                    .start(DatabaseUrl.parse("postgres://nobody@127.0.0.1:1/none"));
        }
    }

    private StartOutcome start(String command, String... checks) {
        return candidate(command, Readiness.parse("test -e " + ready()), checks).start(database);
    }

    private static Candidate candidate(String command, Readiness readiness, String... checks) {
        return new Candidate(Side.OLD, command, List.of(checks), readiness, LIMIT);
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private String toy(String version, String behaviour) throws IOException {
        var artefact = folder.resolve("toy.properties");
        Files.writeString(artefact, "version=" + version + "\n" + behaviour + "\n");
        return OtherJvm.command(ToyService.class, List.of(artefact.toString())).stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "))
                + " $PORT";
    }

    private long pid(String file) throws Exception {
        Until.holds(file, () -> Files.size(folder.resolve(file)) > 1);
        var pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
        return pid;
    }

    private void noneIsLeft() throws Exception {
        Until.holds(
                "none names " + folder,
                () ->
                        ProcessHandle.allProcesses()
                                .noneMatch(process ->
                                        process.info()
                                                .commandLine()
                                                .filter(line -> line.contains(folder.toString()))
                                                .isPresent()));
    }

    /// A dead one that nobody buries has no command any more.
    private static void ends(long pid) throws Exception {
        Until.holds(
                pid + " ends",
                () -> ProcessHandle.of(pid).flatMap(process -> process.info().command()).isEmpty());
    }
}
