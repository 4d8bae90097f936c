package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.report.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// A WebSocket from an instance to itself, before it is ready for anybody else's.
///
/// It shows that sockets can be opened. And what the server makes on first use, and not safely by
/// several threads at once, is made by one: a fresh instance gets all the sockets of another in the
/// same moment. Only the handshake is said, by hand: a client of the JDK's would load as many
/// classes as the server.
final class FirstSocket {

    static final String PATH = "/health/socket";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String HANDSHAKE =
            """
            GET %s HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
            \r
            """
                    .formatted(PATH);

    private FirstSocket() {}

    static void open(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var socket = new Socket()) {
            socket.connect(address, (int) LIMIT.toMillis());
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(HANDSHAKE.getBytes(US_ASCII));
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                            .readLine();
            if (answer == null || !answer.startsWith("HTTP/1.1 101 ")) {
                throw new IOException(answer == null ? "no answer" : answer);
            }
        } catch (IOException e) {
            throw new WebException(
                    Exit.FAILED, "Could not open a WebSocket at " + address + ": " + e, e);
        }
    }
}
