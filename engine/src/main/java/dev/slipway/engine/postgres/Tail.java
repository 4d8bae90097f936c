package dev.slipway.engine.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The end of a child's output, read to the last byte so that the child never waits for a reader.
public final class Tail {

    private static final int KEPT = 64 * 1024;

    /// How long a grandchild may hold the pipe open after the child has gone.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final byte[] ring = new byte[KEPT];
    private final Thread reader;
    private long length;

    private Tail(InputStream stream) {
        this.reader = Thread.ofVirtual().unstarted(() -> read(stream));
    }

    public static Tail of(InputStream stream) {
        var tail = new Tail(stream);
        tail.reader.start();
        return tail;
    }

    /// What was said, once the child has ended.
    public String text() throws InterruptedException {
        var finished = reader.join(GRACE);
        return finished ? soFar() : soFar() + "\n(its output was still open)";
    }

    /// What was said until now.
    public synchronized String soFar() {
        var kept = (int) Math.min(length, KEPT);
        var bytes = new byte[kept];
        for (int i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((length - kept + i) % KEPT)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void read(InputStream stream) {
        var buffer = new byte[8192];
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            var note =
                    ("\n(reading its output failed: " + e.getMessage() + ")")
                            .getBytes(StandardCharsets.UTF_8);
            keep(note, note.length);
        }
    }

    private synchronized void keep(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (length++ % KEPT)] = bytes[i];
        }
    }
}
