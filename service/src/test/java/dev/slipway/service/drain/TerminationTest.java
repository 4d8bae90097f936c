package dev.slipway.service.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Signals, sent to a process that is one.
class TerminationTest {

    private static final String LONG = "60000";
    private static final String SHORT = "400";

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNone() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void sigterm_ends_it_by_its_drain_and_with_zero() throws Exception {
        var service = start("well", LONG);

        service.signal("TERM");

        assertThat(service.end())
                .isEqualTo(
                        """
                        SIGTERM: ending, within 1 min TIME.
                        the worker ends
                        the worker has ended
                        Everything ended within TIME.
                        exit 0
                        """);
    }

    @Test
    void sigint_does_the_same() throws Exception {
        var service = start("well", LONG);

        service.signal("INT");

        assertThat(service.end())
                .startsWith("SIGINT: ending, within 1 min TIME.")
                .endsWith("exit 0\n");
    }

    @Test
    void a_second_signal_cuts_what_hangs() throws Exception {
        var service = start("hangs", LONG);

        service.signal("TERM");
        service.awaitLine("the worker ends");
        service.signal("TERM");

        assertThat(service.end())
                .contains("SIGTERM again: what has not ended is cut now.\n")
                .contains("Cut after TIME: worker had not ended in time.\n")
                .endsWith("exit 1\n");
    }

    @Test
    void what_hangs_is_cut_by_the_deadline_too() throws Exception {
        var service = start("hangs", SHORT);

        service.signal("TERM");

        assertThat(service.end())
                .endsWith("Cut after TIME: worker had not ended in time.\nexit 1\n");
    }

    @Test
    void an_error_in_a_part_is_told_and_it_ends() throws Exception {
        var service = start("breaks", LONG);

        service.signal("TERM");

        assertThat(service.end())
                .endsWith("Cut after TIME: worker could not end: dev/shop/Gone.\nexit 1\n");
    }

    @Test
    void a_main_that_ends_when_nothing_listens_does_not_end_the_drain() throws Exception {
        for (var how : List.of("returns", "exits")) {
            var service = start(how, SHORT);

            service.signal("TERM");

            assertThat(service.end())
                    .as(how)
                    .endsWith("Cut after TIME: worker had not ended in time.\nexit 1\n");
        }
    }

    @Test
    void a_log_that_throws_or_hangs_does_not_keep_it_alive() throws Exception {
        var throwing = start("log throws", LONG);
        throwing.signal("TERM");
        assertThat(throwing.end()).isEqualTo("the worker ends\nthe worker has ended\nexit 0\n");

        var hanging = start("log hangs", SHORT);
        hanging.signal("TERM");
        assertThat(hanging.end()).isEqualTo("exit 1\n");
    }

    @Test
    void where_signals_cannot_be_heard_it_drains_all_the_same() throws Exception {
        var bare = "--limit-modules=java.base,java.sql,jdk.httpserver";
        var well = start("well", LONG, bare);
        well.signal("TERM");
        assertThat(well.end())
                .isEqualTo(
                        """
                        Ending, within 1 min TIME.
                        the worker ends
                        the worker has ended
                        Everything ended within TIME.
                        exit 143
                        """);

        var hangs = start("hangs", SHORT, bare);
        hangs.signal("TERM");
        assertThat(hangs.end()).endsWith("Cut after TIME: worker had not ended in time.\nexit 1\n");
    }

    private Child start(String how, String limit, String... options) throws IOException {
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(EndingService.class.getName(), how, limit));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        var child = new Child(process);
        child.awaitLine(EndingService.HERE);
        return child;
    }

    /// An [EndingService] in a JVM of its own.
    private static final class Child {

        private static final int LONGEST_SECONDS = 60;

        private final Process process;
        private final BufferedReader out;

        Child(Process process) {
            this.process = process;
            this.out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
        }

        void awaitLine(String wanted) throws IOException {
            var seen = new ArrayList<String>();
            for (var line = out.readLine(); !wanted.equals(line); line = out.readLine()) {
                assertThat(line).as(seen.toString()).isNotNull();
                seen.add(line);
            }
        }

        void signal(String name) throws IOException, InterruptedException {
            var pid = Long.toString(process.pid());
            assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
        }

        /// What it said since, and its exit code.
        String end() throws InterruptedException {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            var lines = new ArrayList<>(out.lines().toList());
            lines.add("exit " + process.exitValue());
            return String.join("\n", lines) + "\n";
        }
    }
}
