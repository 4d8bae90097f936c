package dev.slipway.engine.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Asks an instance how it is, at `/health/live` and `/health/ready`.
///
/// The second answers `{"state": "starting|ready|draining", "version": …, "pid": …}`, with status
/// 200 only when it is ready.
final class Health implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /// What an instance says of itself.
    ///
    /// @param state as it says it, or what stands in the way of hearing it
    /// @param pid 0 when it does not say
    record Answer(boolean heard, int status, String state, String version, long pid) {

        private static Answer silent(String why) {
            return new Answer(false, 0, why, "", 0);
        }

        boolean ready() {
            return heard && status == 200 && state.equals("ready");
        }

        boolean draining() {
            return heard && state.equals("draining");
        }
    }

    Answer ready(int port) {
        return get(port, "/health/ready").map(Health::answer).orElse(Answer.silent("no answer"));
    }

    boolean live(int port) {
        return get(port, "/health/live").filter(reply -> reply.status == 200).isPresent();
    }

    private static Answer answer(Reply reply) {
        try {
            var body = JSON.readTree(reply.body);
            return new Answer(
                    true,
                    reply.status,
                    text(body, "state"),
                    text(body, "version"),
                    body.path("pid").asLong(0));
        } catch (JacksonException e) {
            return Answer.silent("an answer that is no JSON, with status " + reply.status);
        }
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asString("");
    }

    private Optional<Reply> get(int port, String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(LIMIT)
                        .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return Optional.of(new Reply(response.statusCode(), response.body()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private record Reply(int status, String body) {}

    @Override
    public void close() {
        client.close();
    }
}
