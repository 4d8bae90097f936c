package dev.slipway.matinee.load;

import dev.slipway.matinee.client.LiveReader;
import dev.slipway.matinee.client.LiveReader.Line;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/// One that watches live and never leaves: it holds a stream, follows the numbers of the frames,
/// goes where it is told to, and counts as lost whatever breaks that.
final class StreamWatcher implements Runnable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(6);

    private final HttpClient client;
    private final URI url;
    private final long room;
    private final Tally tally;
    private final CountDownLatch stopping;
    private final String what;
    private OptionalLong last = OptionalLong.empty();

    StreamWatcher(HttpClient client, URI url, long room, Tally tally, CountDownLatch stopping) {
        this.client = client;
        this.url = url;
        this.room = room;
        this.tally = tally;
        this.stopping = stopping;
        this.what = "stream in room " + room;
    }

    @Override
    public void run() {
        try {
            while (!stopped()) {
                var stream = connect();
                if (stream.isPresent()) {
                    hold(stream.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<LiveReader> connect() throws InterruptedException {
        return new Connecting(what, tally, stopping, this::lost)
                .connect(() -> LiveReader.connect(client, url, room, last));
    }

    private void hold(LiveReader stream) throws InterruptedException {
        tally.streamOpened();
        try {
            follow(stream);
        } finally {
            tally.streamClosed();
            close(stream);
        }
    }

    private void follow(LiveReader stream) throws InterruptedException {
        var quiet = new Quiet();
        var open = true;
        while (open && !stopped()) {
            var line = stream.next(TICK);
            if (line.isPresent()) {
                tally.waited(what, quiet.end());
                open = take(line.get());
            } else if (quiet.longerThan(DEAD_AFTER)) {
                lost("silent for " + DEAD_AFTER.toSeconds() + " s");
                open = false;
            }
        }
    }

    /// Whether the stream can be expected to say more.
    private boolean take(Line line) {
        return switch (line) {
            case Line.Frame(var number, _) -> {
                follow(number);
                yield true;
            }
            case Line.Move() -> {
                tally.streamMoved();
                yield false;
            }
            case Line.Ended(var how) -> {
                if (!stopped()) {
                    lost("ended without a notice to move: " + how);
                }
                yield false;
            }
        };
    }

    private void follow(long frame) {
        tally.frame();
        var expected = last.orElse(frame - 1) + 1;
        if (frame != expected) {
            lost("expected frame " + expected + " and got " + frame);
        }
        last = OptionalLong.of(frame);
    }

    private void lost(String detail) {
        tally.lostStream(what, detail);
    }

    /// Nothing is lost with a stream that is given up.
    private void close(LiveReader stream) {
        try {
            stream.close();
        } catch (IOException e) {
            tally.cameLate(what, "could not be closed: " + e.getMessage());
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
