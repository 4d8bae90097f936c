package dev.slipway.matinee.web;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.client.Heard;
import dev.slipway.matinee.client.RoomSocket;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    /// The first message as it is sent.
    static String first(Http http, String path) {
        var first = new CompletableFuture<String>();
        var listener =
                new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(
                            WebSocket socket, CharSequence text, boolean last) {
                        first.complete(text.toString());
                        return null;
                    }
                };
        var socket = Http.CLIENT.newWebSocketBuilder().buildAsync(address(http, path), listener);
        try {
            return first.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } finally {
            socket.join().abort();
        }
    }

    private static URI address(Http http, String path) {
        return URI.create(http.base().toString().replace("http:", "ws:") + path);
    }

    /// The status with which a socket is refused.
    static int refusal(Http http, String path) {
        return refusal(http, path, "");
    }

    static int refusal(Http http, String path, String token) {
        var address = address(http, path);
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
