package dev.slipway.matinee.proxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BiConsumer;

/// One instance behind the proxy, asked again and again whether it is ready.
final class Upstream implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final URI address;
    private final Duration pause;
    private final HttpClient client;
    private final BiConsumer<URI, Boolean> onChange;
    private boolean ready;

    /// @param onChange is told the address and whether it is ready now
    Upstream(URI address, Duration pause, HttpClient client, BiConsumer<URI, Boolean> onChange) {
        this.address = address;
        this.pause = pause;
        this.client = client;
        this.onChange = onChange;
    }

    /// Until its thread is interrupted.
    @Override
    public void run() {
        try {
            while (true) {
                become(probe());
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void become(boolean now) {
        if (now != ready) {
            ready = now;
            onChange.accept(address, now);
        }
    }

    private boolean probe() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(address.resolve("/health/ready")).timeout(PATIENCE).build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
