package dev.slipway.matinee.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.matinee.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drives a service that does everything wrong.
class LoadTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SLOW = Duration.ofMillis(200);

    @TempDir private Path folder;
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void a_stream_that_lacks_a_frame_or_ends_unannounced_is_lost() {
        answer("/rooms/1/live", 200, "{\"frame\":1}\n{\"frame\":2}\n{\"frame\":4}\n");
        try (var load = drive(0, 1)) {
            await(load, "\"what\":\"stream in room 1\",\"detail\":\"expected frame 3 and got 4\"}");
            await(load, "ended without a notice to move: without a last word");
            assertThat(load.tally().lostStreams()).isGreaterThan(1);
        }
    }

    @Test
    void a_stream_that_is_told_that_it_is_slow_is_lost() {
        answer("/rooms/1/live", 200, "{\"frame\":1}\n{\"slow\":true}\n");
        try (var load = drive(0, 1)) {
            await(load, "ended without a notice to move: {\\\"slow\\\":true}");
        }
    }

    @Test
    void a_stream_that_moves_is_not_lost() {
        service.createContext(
                "/rooms/1/live",
                exchange -> {
                    var query = exchange.getRequestURI().getQuery();
                    var after =
                            query == null ? 0 : Long.parseLong(query.substring("after=".length()));
                    send(exchange, 200, "{\"frame\":" + (after + 1) + "}\n{\"move\":true}\n");
                });
        try (var load = drive(0, 1)) {
            Wait.until(LIMIT, () -> !seen(load).contains("\"moved_streams\":0,"), () -> seen(load));
            assertThat(seen(load)).contains("\"failures\":[]");
        }
    }

    @Test
    void a_login_that_is_refused_is_named_without_its_password() {
        answer("/members", 201, "{}");
        answer("/sessions", 401, "{\"error\":\"no\"}");
        try (var load = drive(1, 0)) {
            await(load, "POST /sessions: 401 ");
            assertThat(load.tally().failed()).isPositive();
            assertThat(seen(load)).contains("\"what\":\"login of load_").doesNotContain("password");
        }
    }

    @Test
    void a_login_that_takes_long_is_named_with_its_time() {
        answer("/members", 201, "{}");
        service.createContext(
                "/sessions",
                exchange -> {
                    LockSupport.parkNanos(SLOW.plusMillis(100).toNanos());
                    send(exchange, 201, "{\"token\":\"a.b\"}");
                });
        answer("/session", 200, "{}");
        try (var load = drive(1, 0)) {
            await(load, " ms\"}");
            assertThat(seen(load)).contains("\"failures\":[]", "\"what\":\"login of load_");
        }
    }

    private static void await(Load load, String text) {
        Wait.until(LIMIT, () -> seen(load).contains(text), () -> seen(load));
    }

    private static String seen(Load load) {
        return load.tally().toJson().compact();
    }

    private Load drive(int logins, int streams) {
        var url = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        return Load.start(
                new LoadSettings(
                        url, 0, logins, 0, streams, List.of(1L), folder.resolve("report"), SLOW));
    }

    private void answer(String path, int status, String body) {
        service.createContext(path, exchange -> send(exchange, status, body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
