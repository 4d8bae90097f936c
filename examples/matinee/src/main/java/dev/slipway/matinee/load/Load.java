package dev.slipway.matinee.load;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Drives a service: a mix of requests and logins at a steady pace, sockets and live streams that
/// are held.
public final class Load implements AutoCloseable {

    private static final Duration REPORT_EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Tally tally;
    private final ReportFile report;
    private final HttpClient client;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private Load(LoadSettings settings) {
        this.tally = new Tally(Clock.systemUTC(), settings.slow());
        this.report = new ReportFile(settings.report());
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    public static Load start(LoadSettings settings) {
        var load = new Load(settings);
        load.report.write(load.tally);
        var requests = new Requests(settings, load.client, load.tally);
        var logins = new Logins(settings.url(), load.client, load.tally);
        load.run(new Pace(settings.requestsPerSecond(), requests::send, load.stopping));
        load.run(new Pace(settings.loginsPerSecond(), logins::logIn, load.stopping));
        for (int i = 0; i < settings.sockets(); i++) {
            load.run(load.watcher(settings, i));
        }
        for (int i = 0; i < settings.streams(); i++) {
            load.run(load.streamWatcher(settings, i));
        }
        load.run(load::keepReporting);
        return load;
    }

    public Tally tally() {
        return tally;
    }

    /// Ends the drive: what was asked is still answered, and then nothing more is counted.
    @Override
    public void close() {
        stopping.countDown();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (var thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        report.write(tally);
        client.shutdownNow();
    }

    private void run(Runnable task) {
        threads.add(Thread.ofVirtual().start(task));
    }

    private Watcher watcher(LoadSettings settings, int number) {
        var rooms = settings.rooms();
        Optional<Actor> actor =
                number < rooms.size()
                        ? Optional.of(new Actor(ThreadLocalRandom.current(), tally))
                        : Optional.empty();
        var room = rooms.get(number % rooms.size());
        return new Watcher(client, settings.url(), room, actor, tally, stopping);
    }

    private StreamWatcher streamWatcher(LoadSettings settings, int number) {
        var rooms = settings.rooms();
        var room = rooms.get(number % rooms.size());
        return new StreamWatcher(client, settings.url(), room, tally, stopping);
    }

    private void keepReporting() {
        try {
            while (!stopping.await(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                report.write(tally);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
