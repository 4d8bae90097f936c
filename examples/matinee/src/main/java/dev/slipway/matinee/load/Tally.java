package dev.slipway.matinee.load;

import dev.slipway.report.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What has been counted so far. All methods may be called from any thread.
public final class Tally {

    private static final int MOST_REMEMBERED = 1_000;

    /// Something that was lost, or late.
    private record Mishap(Instant at, String what, String detail) {}

    private final Clock clock;
    private final Instant start;
    private final Duration slowFrom;
    private final Latencies latencies = new Latencies();
    private final List<Mishap> failures = new ArrayList<>();
    private final List<Mishap> delays = new ArrayList<>();
    private int requests;
    private int failed;
    private int slow;
    private int sockets;
    private int moved;
    private int lost;
    private long events;
    private int logins;
    private int streams;
    private int movedStreams;
    private int lostStreams;
    private long frames;

    Tally(Clock clock, Duration slowFrom) {
        this.clock = clock;
        this.start = clock.instant();
        this.slowFrom = slowFrom;
    }

    public synchronized int failed() {
        return failed;
    }

    public synchronized int lostSockets() {
        return lost;
    }

    public synchronized int lostStreams() {
        return lostStreams;
    }

    synchronized void answered(String what, Duration took) {
        requests++;
        latencies.add(took.toMillis());
        waited(what, took);
    }

    synchronized void failedRequest(String what, String detail) {
        requests++;
        failed(what, detail);
    }

    /// A command of a socket, which is not a request.
    synchronized void failedCommand(String detail) {
        failed("command", detail);
    }

    /// Not among the requests: hashing a password is slow on purpose.
    synchronized void loggedIn(String what, Duration took) {
        logins++;
        waited(what, took);
    }

    synchronized void failedLogin(String what, String detail) {
        logins++;
        failed(what, detail);
    }

    /// Counts a wait as slow if it was.
    synchronized void waited(String what, Duration took) {
        if (took.compareTo(slowFrom) > 0) {
            cameLate(what, took.toMillis() + " ms");
        }
    }

    /// Something that came, but not as soon as it should have.
    synchronized void cameLate(String what, String detail) {
        slow++;
        remember(delays, what, detail);
    }

    synchronized void opened() {
        sockets++;
    }

    synchronized void closed() {
        sockets--;
    }

    synchronized void moved() {
        moved++;
    }

    synchronized void lost(String what, String detail) {
        lost++;
        remember(failures, what, detail);
    }

    synchronized void event() {
        events++;
    }

    synchronized void streamOpened() {
        streams++;
    }

    synchronized void streamClosed() {
        streams--;
    }

    synchronized void streamMoved() {
        movedStreams++;
    }

    synchronized void lostStream(String what, String detail) {
        lostStreams++;
        remember(failures, what, detail);
    }

    synchronized void frame() {
        frames++;
    }

    public synchronized Json.Obj toJson() {
        return Json.object()
                .put("seconds", Duration.between(start, clock.instant()).toMillis() / 1000.0)
                .put("requests", requests)
                .put("failed", failed)
                .put("slow", slow)
                .put("p50_ms", latencies.quantile(0.50))
                .put("p95_ms", latencies.quantile(0.95))
                .put("max_ms", latencies.max())
                .put("sockets", sockets)
                .put("moved", moved)
                .put("lost_sockets", lost)
                .put("events_seen", events)
                .put("logins", logins)
                .put("streams", streams)
                .put("moved_streams", movedStreams)
                .put("lost_streams", lostStreams)
                .put("frames_seen", frames)
                .put("delays", Json.array(delays, Tally::toJson))
                .put("failures", Json.array(failures, Tally::toJson));
    }

    private void failed(String what, String detail) {
        failed++;
        remember(failures, what, detail);
    }

    /// The first of them; all are counted.
    private void remember(List<Mishap> list, String what, String detail) {
        if (list.size() < MOST_REMEMBERED) {
            list.add(new Mishap(clock.instant(), what, detail));
        }
    }

    private static Json.Obj toJson(Mishap mishap) {
        return Json.object()
                .put("at", mishap.at().toString())
                .put("what", mishap.what())
                .put("detail", mishap.detail());
    }
}
