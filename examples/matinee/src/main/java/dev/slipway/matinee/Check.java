package dev.slipway.matinee;

import dev.slipway.matinee.client.Heard;
import dev.slipway.matinee.client.RoomSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What two friends would try: each is on another instance, in the same room, and each must see
/// what the other does.
final class Check {

    private static final String ROOM = "checks";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient client;

    Check(HttpClient client) {
        this.client = client;
    }

    /// One sentence about what was seen.
    ///
    /// @throws IOException with one sentence about what was not
    String run(URI a, URI b) throws IOException, InterruptedException {
        var room = room(a);
        try (var onA = RoomSocket.connect(client, a, room, OptionalLong.empty());
                var onB = RoomSocket.connect(client, b, room, OptionalLong.empty())) {
            welcome(onA, "A");
            welcome(onB, "B");
            var there = exchange(onA, "play", onB, "from A, B");
            var back = exchange(onB, "pause", onA, "from B, A");
            return "In room %d, B saw A play after %d ms, and A saw B pause after %d ms."
                    .formatted(room, there.toMillis(), back.toMillis());
        }
    }

    private static void welcome(RoomSocket socket, String name)
            throws IOException, InterruptedException {
        if (!(socket.next(LIMIT).orElseThrow(() -> late(name + " heard nothing"))
                instanceof Heard.Welcome)) {
            throw new IOException(name + " was not welcomed.");
        }
    }

    private static Duration exchange(RoomSocket from, String kind, RoomSocket to, String names)
            throws IOException, InterruptedException {
        var position = ThreadLocalRandom.current().nextLong(1L << 50);
        var start = System.nanoTime();
        from.command(kind, position);
        while (true) {
            var spent = Duration.ofNanos(System.nanoTime() - start);
            var heard =
                    to.next(LIMIT.minus(spent))
                            .orElseThrow(
                                    () -> late("Of a " + kind + " " + names + " heard nothing"));
            if (heard instanceof Heard.Ended(var how)) {
                throw new IOException(
                        "The socket that waited for a " + kind + " ended: " + how + ".");
            }
            if (heard instanceof Heard.Event event && event.positionMs() == position) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
        }
    }

    private static IOException late(String what) {
        return new IOException(what + " within " + LIMIT.toSeconds() + " s.");
    }

    /// The room of checks; made by the first that needs it.
    private long room(URI service) throws IOException, InterruptedException {
        var found = ask(HttpRequest.newBuilder(service.resolve("/rooms?limit=1&name=" + ROOM)));
        var known = found.path("rooms").path(0).path("id");
        if (known.isNumber()) {
            return known.asLong();
        }
        var create =
                HttpRequest.newBuilder(service.resolve("/rooms"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"" + ROOM + "\"}"));
        return ask(create).path("id").asLong();
    }

    private JsonNode ask(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var request = builder.timeout(LIMIT).build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }
}
