package dev.slipway.matinee.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A client's end of a live stream: its lines are queued in order and taken one at a time.
public final class LiveReader implements AutoCloseable {

    /// What a line says.
    public sealed interface Line {

        /// @param positionMs what the room sees
        record Frame(long number, long positionMs) implements Line {}

        /// The instance is about to stop: connect again, there is another.
        record Move() implements Line {}

        /// The stream ended, and not to move; nothing follows.
        record Ended(String how) implements Line {}
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InputStream body;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    private LiveReader(InputStream body) {
        this.body = body;
    }

    /// @param base of the service, `http://host:port`
    /// @param after the last frame that is known; none for "from now on"
    /// @throws IOException if there is no stream; a refusal names its HTTP status
    public static LiveReader connect(HttpClient client, URI base, long room, OptionalLong after)
            throws IOException, InterruptedException {
        var from = after.isPresent() ? "?after=" + after.getAsLong() : "";
        var address = base.resolve("/rooms/" + room + "/live" + from);
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        var body = response.body();
        if (response.statusCode() != 200) {
            body.close();
            throw new IOException("the live stream answered " + response.statusCode());
        }
        var reader = new LiveReader(body);
        Thread.ofVirtual().name("live").start(reader::readAll);
        return reader;
    }

    /// The next line; nothing if there was none in time. The last one is [Line.Ended].
    public Optional<Line> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private void readAll() {
        try (var reader = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(parse(line));
            }
            lines.add(new Line.Ended("without a last word"));
        } catch (IOException e) {
            lines.add(new Line.Ended("broken: " + e));
        }
    }

    private static Line parse(String line) {
        try {
            var json = JsonMapper.shared().readTree(line);
            if (json.path("frame").isIntegralNumber()) {
                return new Line.Frame(
                        json.path("frame").asLong(0), json.path("position_ms").asLong(-1));
            }
            return json.path("move").asBoolean(false) ? new Line.Move() : new Line.Ended(line);
        } catch (JacksonException e) {
            return new Line.Ended("a line that is not JSON: " + line);
        }
    }
}
