package dev.slipway.matinee.web;

import dev.slipway.report.Exit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A WebSocket from an instance to itself, before it is ready for anybody else's.
///
/// It shows that sockets can be opened. And what the server makes on first use, and not safely by
/// several threads at once, is made by one: a fresh instance gets all the sockets of another in the
/// same moment.
final class FirstSocket {

    static final String PATH = "/health/socket";

    private static final long LIMIT_SECONDS = 10;

    private FirstSocket() {}

    static void open(int port) throws InterruptedException {
        var address = URI.create("ws://127.0.0.1:" + port + PATH);
        try (var client = HttpClient.newHttpClient()) {
            client.newWebSocketBuilder()
                    .buildAsync(address, new WebSocket.Listener() {})
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .abort();
        } catch (ExecutionException | TimeoutException e) {
            throw new WebException(
                    Exit.FAILED, "Could not open a WebSocket at " + address + ": " + e, e);
        }
    }
}
