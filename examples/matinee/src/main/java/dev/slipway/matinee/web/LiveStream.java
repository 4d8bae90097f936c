package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.report.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One reader of a [Programme]: a line for each frame, and a last line that says why it ends.
///
/// It waits on a virtual thread of its own, which costs little, and holds no frames: a reader that
/// is behind is sent what it lacks, one that stays behind is cut.
final class LiveStream {

    /// How long a reader may be behind before it is too slow.
    private static final Duration BEHIND = Duration.ofSeconds(3);

    private final Programme programme;
    private final OutputStream out;
    private final Clock clock;
    private long next;

    /// @param next the first frame that it lacks
    LiveStream(Programme programme, long next, OutputStream out, Clock clock) {
        this.programme = programme;
        this.next = next;
        this.out = out;
        this.clock = clock;
    }

    /// Until `moving` is 0, or the reader is too slow.
    ///
    /// @throws IOException if the reader went away, or did not read at all
    void run(CountDownLatch moving) throws IOException, InterruptedException {
        var even = clock.instant();
        while (!pause(moving)) {
            var now = clock.instant();
            if (Duration.between(even, now).compareTo(BEHIND) > 0) {
                end("slow");
                return;
            }
            if (send(Programme.newest(now))) {
                even = now;
            }
        }
        end("move");
    }

    /// Waits until the next frame is due; whether it is time to move instead.
    private boolean pause(CountDownLatch moving) throws InterruptedException {
        var left = Duration.between(clock.instant(), Programme.due(next));
        return moving.await(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
    }

    /// Sends at most a second's worth; whether it has everything now.
    private boolean send(long newest) throws IOException {
        var most = next + Duration.ofSeconds(1).dividedBy(Programme.EVERY);
        while (next <= newest && next < most) {
            write(programme.frame(next));
            next++;
        }
        out.flush();
        return next > newest;
    }

    private void end(String why) throws IOException {
        write(Json.object().put(why, true));
        out.flush();
    }

    private void write(Json line) throws IOException {
        out.write((line.compact() + "\n").getBytes(UTF_8));
    }
}
