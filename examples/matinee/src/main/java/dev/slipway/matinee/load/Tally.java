package dev.slipway.matinee.load;

import dev.slipway.report.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What has been counted so far. All methods may be called from any thread.
public final class Tally {

    private static final int MOST_FAILURES = 20;

    /// Something that was lost.
    private record Failure(Instant at, String what, String detail) {}

    private final Clock clock;
    private final Instant start;
    private final Duration slowFrom;
    private final Latencies latencies = new Latencies();
    private final List<Failure> failures = new ArrayList<>();
    private int requests;
    private int failed;
    private int slow;
    private int sockets;
    private int moved;
    private int lost;
    private long events;

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

    synchronized void answered(Duration took) {
        requests++;
        latencies.add(took.toMillis());
        waited(took);
    }

    synchronized void failedRequest(String what, String detail) {
        requests++;
        failed(what, detail);
    }

    /// A command of a socket, which is not a request.
    synchronized void failedCommand(String detail) {
        failed("command", detail);
    }

    /// Counts a wait as slow if it was.
    synchronized void waited(Duration took) {
        if (took.compareTo(slowFrom) > 0) {
            slow++;
        }
    }

    /// A socket that came only at a second or later attempt.
    synchronized void cameLate() {
        slow++;
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
        remember(what, detail);
    }

    synchronized void event() {
        events++;
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
                .put("failures", Json.array(failures, Tally::toJson));
    }

    private void failed(String what, String detail) {
        failed++;
        remember(what, detail);
    }

    private void remember(String what, String detail) {
        if (failures.size() < MOST_FAILURES) {
            failures.add(new Failure(clock.instant(), what, detail));
        }
    }

    private static Json.Obj toJson(Failure failure) {
        return Json.object()
                .put("at", failure.at().toString())
                .put("what", failure.what())
                .put("detail", failure.detail());
    }
}
