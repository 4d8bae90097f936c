package dev.slipway.matinee.client;

import dev.slipway.report.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client's end of a room: what the server says is queued in order and taken one at a time.
public final class RoomSocket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebSocket socket;
    private final BlockingQueue<Heard> heard;

    private RoomSocket(WebSocket socket, BlockingQueue<Heard> heard) {
        this.socket = socket;
        this.heard = heard;
    }

    /// @param base of the service, `http://host:port`
    /// @param after the number of the last event that is known; none for "from now on"
    /// @throws IOException if there is no connection; a refusal names its HTTP status
    public static RoomSocket connect(HttpClient client, URI base, long room, OptionalLong after)
            throws IOException {
        var from = after.isPresent() ? "?after=" + after.getAsLong() : "";
        return open(client, base, "/rooms/" + room + "/socket" + from, Map.of());
    }

    /// @param path of a room's socket, with what it asks
    /// @param headers of the handshake, such as the session's
    public static RoomSocket open(
            HttpClient client, URI base, String path, Map<String, String> headers)
            throws IOException {
        var heard = new LinkedBlockingQueue<Heard>();
        var address = URI.create("ws://" + base.getHost() + ":" + base.getPort() + path);
        var handshake = client.newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(handshake::header);
        try {
            var socket = handshake.buildAsync(address, new Ear(heard)).join();
            return new RoomSocket(socket, heard);
        } catch (CompletionException e) {
            throw new IOException("could not open a socket at " + path + ": " + reason(e), e);
        }
    }

    /// The next thing heard; nothing if there was none in time. The last one is [Heard.Ended].
    public Optional<Heard> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(heard.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Play, pause or seek. If the connection is broken, [Heard.Ended] tells.
    public void command(String kind, long positionMs) {
        send(Json.object().put("kind", kind).put("position_ms", positionMs));
    }

    /// Says something to everybody in the room, about what is seen at `positionMs`.
    public void chat(String body, long positionMs) {
        send(Json.object().put("kind", "chat").put("position_ms", positionMs).put("body", body));
    }

    private void send(Json message) {
        await(socket.sendText(message.compact(), true));
    }

    public void ping() {
        await(socket.sendPing(ByteBuffer.allocate(0)));
    }

    /// Says goodbye and does not wait for the answer.
    @Override
    public void close() {
        await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        socket.abort();
    }

    private void await(CompletableFuture<WebSocket> sent) {
        try {
            sent.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            heard.add(new Heard.Ended("could not send: " + reason(e)));
        }
    }

    private static String reason(CompletionException e) {
        var cause = Optional.ofNullable(e.getCause()).orElse(e);
        return cause instanceof WebSocketHandshakeException refused
                ? "answered " + refused.getResponse().statusCode()
                : cause.toString();
    }

    /// Hears what the connection says.
    private static final class Ear implements WebSocket.Listener {

        private final BlockingQueue<Heard> heard;
        private final StringBuilder message = new StringBuilder();

        Ear(BlockingQueue<Heard> heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                heard.add(Heard.parse(message.toString()));
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            heard.add(new Heard.Pong());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add(new Heard.Ended("closed with " + code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            heard.add(new Heard.Ended("broken: " + error));
        }
    }
}
