package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Wait;
import dev.slipway.matinee.client.LiveReader;
import dev.slipway.matinee.client.LiveReader.Line;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.service.drain.Drained;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String HANDSHAKE =
            String.join(
                    "\r\n",
                    "GET /rooms/1/socket HTTP/1.1",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");

    private final DatabaseUrl database = TestDatabase.create();
    private Instance a;

    @BeforeEach
    void start() throws Exception {
        a = Instance.ready("1.0.0", "a", database);
        a.room("One");
    }

    @AfterEach
    void stop() {
        a.close();
    }

    @Test
    void two_instances_show_the_same_frames() throws Exception {
        var after = OptionalLong.of(Programme.newest(Instant.now()) - 3);
        try (var b = Instance.ready("1.0.0", "b", database);
                var onA = open(a, after);
                var onB = open(b, after)) {
            assertThat(frames(onA, 10)).isEqualTo(frames(onB, 10));
        }
    }

    @Test
    void who_is_told_to_move_goes_on_elsewhere_and_misses_nothing() throws Exception {
        var seen = new ArrayList<Long>();
        try (var onA = open(a, OptionalLong.empty())) {
            frames(onA, 3).forEach(frame -> seen.add(frame.number()));
            assertThat(a.web().drain().end())
                    .withFailMessage(a::log)
                    .isInstanceOf(Drained.Whole.class);
            var line = next(onA);
            while (line instanceof Line.Frame frame) {
                seen.add(frame.number());
                line = next(onA);
            }
            assertThat(line).isEqualTo(new Line.Move());
            assertThat(next(onA)).isEqualTo(new Line.Ended("without a last word"));
            assertThat(a.log()).contains("\"sockets\":0", "\"streams\":1");
        }
        try (var b = Instance.ready("1.0.0", "b", database);
                var onB = open(b, OptionalLong.of(seen.getLast()))) {
            frames(onB, 3).forEach(frame -> seen.add(frame.number()));
        }
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i)).isEqualTo(seen.get(i - 1) + 1);
        }
    }

    @Test
    void hundreds_are_read_at_once_and_all_are_moved() throws Exception {
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var last = new ArrayList<Future<Line>>();
            for (int i = 0; i < 200; i++) {
                last.add(readers.submit(this::readToTheEnd));
            }
            Wait.until(LIMIT, () -> open(a) == 200, () -> open(a) + " are open");
            assertThat(a.http().status("/rooms")).isEqualTo(200);
            assertThat(a.web().drain().end())
                    .withFailMessage(a::log)
                    .isInstanceOf(Drained.Whole.class);
            for (var line : last) {
                assertThat(line.get()).isEqualTo(new Line.Move());
            }
        }
    }

    private Line readToTheEnd() throws Exception {
        try (var reader = open(a, OptionalLong.empty())) {
            var line = next(reader);
            while (line instanceof Line.Frame) {
                line = next(reader);
            }
            return line;
        }
    }

    @Test
    void a_reader_that_went_away_is_forgotten() throws Exception {
        try (var reader = open(a, OptionalLong.empty())) {
            frames(reader, 1);
            assertThat(open(a)).isEqualTo(1);
        }
        Wait.until(LIMIT, () -> open(a) == 0, () -> open(a) + " are open");
    }

    @Test
    void a_reader_that_takes_nothing_is_cut() throws Exception {
        try (var _ = readerThatTakesNothing()) {
            Wait.until(LIMIT, () -> open(a) == 0, () -> "still there");
        }
    }

    @Test
    void a_socket_that_comes_when_the_others_have_moved_is_refused() throws Exception {
        try (var late = new Socket(InetAddress.getLoopbackAddress(), a.web().port());
                var _ = readerThatTakesNothing()) {
            assertThat(asked(late, "GET /rooms/1 HTTP/1.1")).isEqualTo("HTTP/1.1 200 OK");
            var end = CompletableFuture.supplyAsync(a.web().drain()::end);
            Wait.until(LIMIT, () -> a.log().contains("\"sockets\":"), a::log);

            assertThat(asked(late, HANDSHAKE)).isEqualTo("HTTP/1.1 503 Service Unavailable");
            assertThat(end).succeedsWithin(LIMIT);
        }
    }

    /// The first line of the answer.
    private static String asked(Socket connection, String request) throws IOException {
        connection.setSoTimeout((int) LIMIT.toMillis());
        write(connection, request);
        var bytes = new byte[4_096];
        int length = connection.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, length), UTF_8).lines().findFirst().orElse("");
    }

    private Socket readerThatTakesNothing() throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), a.web().port()));
        var after = Programme.newest(Instant.now()) - 2_900;
        write(socket, "GET /rooms/1/live?after=%d HTTP/1.1".formatted(after));
        Wait.until(LIMIT, () -> open(a) == 1, () -> "no stream");
        return socket;
    }

    private static void write(Socket socket, String request) throws IOException {
        socket.getOutputStream().write((request + "\r\nHost: a\r\n\r\n").getBytes(UTF_8));
    }

    @Test
    void what_is_too_old_or_not_yet_shown_is_refused() {
        var newest = Programme.newest(Instant.now());
        assertThat(a.http().status("/rooms/1/live?after=" + (newest - 4_000))).isEqualTo(410);
        assertThat(a.http().status("/rooms/1/live?after=" + (newest + 4_000))).isEqualTo(400);
        assertThat(a.http().status("/rooms/1/live?after=x")).isEqualTo(400);
        assertThat(a.http().status("/rooms/2/live")).isEqualTo(404);
    }

    @Test
    void its_head_ends() throws Exception {
        var request =
                HttpRequest.newBuilder(a.http().base().resolve("/rooms/1/live"))
                        .HEAD()
                        .timeout(LIMIT)
                        .build();
        var response = Http.CLIENT.send(request, BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    }

    private static LiveReader open(Instance instance, OptionalLong after) throws Exception {
        return LiveReader.connect(Http.CLIENT, instance.http().base(), 1, after);
    }

    private static Line next(LiveReader reader) throws InterruptedException {
        return reader.next(LIMIT).orElseThrow(() -> new AssertionError("nothing was heard"));
    }

    private static int open(Instance instance) {
        return instance.web().liveStreams();
    }

    private static List<Line.Frame> frames(LiveReader reader, int count)
            throws InterruptedException {
        var frames = new ArrayList<Line.Frame>();
        while (frames.size() < count) {
            frames.add((Line.Frame) next(reader));
        }
        return frames;
    }
}
