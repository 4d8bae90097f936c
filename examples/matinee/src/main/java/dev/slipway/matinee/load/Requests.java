package dev.slipway.matinee.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Sends requests at a steady pace, whether or not the earlier ones have been answered: slow
/// answers must not make the drive gentler.
final class Requests implements Runnable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final LoadSettings settings;
    private final HttpClient client;
    private final Tally tally;
    private final CountDownLatch stopping;

    Requests(LoadSettings settings, HttpClient client, Tally tally, CountDownLatch stopping) {
        this.settings = settings;
        this.client = client;
        this.tally = tally;
        this.stopping = stopping;
    }

    /// Returns when it is told to stop and what was asked is answered.
    @Override
    public void run() {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            sendAll(senders);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAll(ExecutorService senders) throws InterruptedException {
        if (settings.requestsPerSecond() == 0) {
            stopping.await();
            return;
        }
        var interval = TimeUnit.SECONDS.toNanos(1) / settings.requestsPerSecond();
        var due = System.nanoTime();
        while (!stopping.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            senders.execute(this::send);
            due += interval;
        }
    }

    private void send() {
        var ask = Ask.next(ThreadLocalRandom.current(), settings.rooms());
        var start = System.nanoTime();
        try {
            var response = client.send(ask.to(settings.url(), LIMIT), BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                tally.answered(Duration.ofNanos(System.nanoTime() - start));
            } else {
                tally.failedRequest(ask.toString(), response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            tally.failedRequest(ask.toString(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
