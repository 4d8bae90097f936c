package dev.slipway.matinee.web;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.client.Heard;
import dev.slipway.matinee.client.RoomSocket;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/// What tests ask of sockets.
final class RoomSockets {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private RoomSockets() {}

    static Heard next(RoomSocket socket) throws InterruptedException {
        return socket.next(LIMIT).orElseThrow(() -> new AssertionError("nothing was heard"));
    }

    /// The next event, whatever else is heard before it.
    static Heard.Event event(RoomSocket socket) throws InterruptedException {
        while (true) {
            switch (next(socket)) {
                case Heard.Event event -> {
                    return event;
                }
                case Heard.Ended(var how) -> throw new AssertionError(how);
                default -> {}
            }
        }
    }

    /// The status with which a socket is refused.
    static int refusal(Http http, String path) {
        return refusal(http, path, "");
    }

    static int refusal(Http http, String path, String token) {
        var address = URI.create(http.base().toString().replace("http:", "ws:") + path);
        try {
            Http.CLIENT
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(address, new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }
}
