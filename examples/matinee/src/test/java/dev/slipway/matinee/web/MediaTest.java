package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Versions;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {

    private static final DatabaseUrl NONE = DatabaseUrl.parse("postgres://ana@127.0.0.1:1/none");
    private static final String REEL = "/media/reel.wav";
    private static final String PROXIED = "/proxy/reel.wav";

    @Test
    void the_reel_is_a_minute_of_sound() throws Exception {
        try (var instance = listening(Optional.empty())) {
            var answer = ask(instance, "GET", REEL);
            assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
            try (var sound =
                    AudioSystem.getAudioInputStream(new ByteArrayInputStream(answer.body()))) {
                assertThat(sound.getFrameLength()).isEqualTo(60 * 8_000);
                assertThat(sound.getFormat().getSampleRate()).isEqualTo(8_000);
                assertThat(sound.getFormat().getChannels()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {REEL, PROXIED})
    void a_part_is_that_part_directly_and_through_another_instance(String path) throws Exception {
        try (var origin = listening(Optional.empty());
                var instance = listening(Optional.of(origin.http().base()))) {
            var whole = ask(instance, "GET", path);
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).hasSize(480_044);
            var etag = header(whole, "ETag");

            var part = ask(instance, "GET", path, "Range", "bytes=1000-1999");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 1_000, 2_000));
            assertThat(header(part, "Content-Range")).isEqualTo("bytes 1000-1999/480044");
            assertThat(header(part, "ETag")).isEqualTo(etag);

            var head = ask(instance, "HEAD", path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(header(head, "Content-Length")).isEqualTo("480044");
            assertThat(header(head, "Accept-Ranges")).isEqualTo("bytes");

            var outside = ask(instance, "GET", path, "Range", "bytes=480044-");
            assertThat(outside.statusCode()).isEqualTo(416);
            assertThat(header(outside, "Content-Range")).isEqualTo("bytes */480044");

            var known = ask(instance, "GET", path, "If-None-Match", "\"x\", " + etag);
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.body()).isEmpty();

            var changed = ask(instance, "GET", path, "Range", "bytes=0-9", "If-Range", "\"older\"");
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(changed.body()).hasSize(480_044);
            assertThat(
                            ask(instance, "GET", path, "Range", "bytes=0-9", "If-Range", etag)
                                    .statusCode())
                    .isEqualTo(206);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proxy/reel.wav?from=http://127.0.0.1:1/",
                "/proxy/..%2f..%2fhealth%2flive",
                "/proxy/http:%2f%2f127.0.0.1:1%2freel.wav",
                "/proxy/nowhere.wav",
                "/proxy/reel",
                "/proxy/"
            })
    void only_media_of_the_origin_are_passed_on(String path) throws Exception {
        try (var origin = listening(Optional.empty());
                var instance = listening(Optional.of(origin.http().base()))) {
            var answer = ask(instance, "GET", path);
            if (path.contains("from=")) {
                assertThat(answer.body()).as("asked of the origin").hasSize(480_044);
            } else {
                assertThat(answer.statusCode()).isIn(400, 404);
            }
        }
    }

    @Test
    void without_an_origin_nothing_is_passed_on() throws Exception {
        try (var instance = listening(Optional.empty())) {
            assertThat(ask(instance, "GET", PROXIED).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void what_is_no_medium_or_leads_elsewhere_is_not_passed_on() throws Exception {
        var origin =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.createContext(
                "/media/page.wav",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("hi".getBytes(UTF_8));
                    exchange.close();
                });
        origin.createContext(
                "/media/elsewhere.wav",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        origin.start();
        var base = URI.create("http://127.0.0.1:" + origin.getAddress().getPort());
        try (var instance = listening(Optional.of(base))) {
            for (var name : List.of("page.wav", "elsewhere.wav")) {
                assertThat(ask(instance, "GET", "/proxy/" + name).statusCode()).isEqualTo(502);
            }
        } finally {
            origin.stop(0);
        }
    }

    @Test
    void an_origin_that_is_away_or_silent_is_named_within_seconds() throws Exception {
        try (var silent = new ServerSocket(0);
                var instance = listening(Optional.of(address(silent)));
                var other = listening(Optional.of(URI.create("http://127.0.0.1:1")))) {
            assertThat(ask(instance, "GET", PROXIED).statusCode()).isEqualTo(504);
            assertThat(ask(other, "GET", PROXIED).statusCode()).isEqualTo(502);
        }
    }

    private static URI address(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// Media need no database.
    private static Instance listening(Optional<URI> origin) {
        return Instance.listening(
                TestDatabase.settings("a", NONE, Ahead.REFUSE, origin), Versions.loader("1.0.0"));
    }

    private static HttpResponse<byte[]> ask(
            Instance instance, String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(instance.http().base().resolve(path))
                        .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Http.CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
