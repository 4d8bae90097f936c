package dev.slipway.matinee.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Sends requests of the mix, one at a time.
record Requests(LoadSettings settings, HttpClient client, Tally tally) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    void send() {
        var ask = Ask.next(ThreadLocalRandom.current(), settings.rooms());
        var start = System.nanoTime();
        try {
            var response = client.send(ask.to(settings.url(), LIMIT), BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                tally.answered(ask.toString(), Duration.ofNanos(System.nanoTime() - start));
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
