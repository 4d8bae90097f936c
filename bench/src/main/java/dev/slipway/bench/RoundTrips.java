package dev.slipway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a client and the server and counts how often the client spoke after it was
/// answered.
final class RoundTrips implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger count = new AtomicInteger();

    /// What carries the messages of each client.
    private final Queue<Thread> ways = new ConcurrentLinkedQueue<>();

    private final int server;

    RoundTrips(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Once every connection is closed: the last message of each is counted too.
    int count() throws InterruptedException {
        for (var way : ways) {
            way.join();
        }
        return count.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var behind = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                var answered = new AtomicBoolean(true);
                ways.add(
                        Thread.ofVirtual()
                                .start(() -> pass(client, behind, () -> asked(answered))));
                Thread.ofVirtual().start(() -> pass(behind, client, () -> answered.set(true)));
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    private void asked(AtomicBoolean answered) {
        if (answered.getAndSet(false)) {
            count.incrementAndGet();
        }
    }

    private static void pass(Socket from, Socket to, Runnable seen) {
        try (from;
                to) {
            pass(from.getInputStream(), to.getOutputStream(), seen);
        } catch (IOException closed) {
            // One side has gone, and so does the other.
        }
    }

    private static void pass(InputStream in, OutputStream out, Runnable seen) throws IOException {
        var bytes = new byte[1 << 16];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            seen.run();
            out.write(bytes, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
