package dev.slipway.service.drain;

import dev.slipway.service.health.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A service whose parts end as its first argument says; signals end it.
final class EndingService {

    static final String HERE = "here";

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final CountDownLatch CLOSED = new CountDownLatch(1);

    private EndingService() {}

    /// @param args how it ends, and the limit of its drain in milliseconds
    public static void main(String[] args) throws InterruptedException {
        var health = Health.of("shop-1", "1.4.0");
        health.started(Optional.of("7"));
        var drain =
                Drain.of(health)
                        .pause(Duration.ZERO)
                        .limit(Duration.ofMillis(Long.parseLong(args[1])))
                        .part(Stage.LISTENERS, "http", left -> CLOSED.countDown())
                        .part(Stage.WORKERS, "worker", left -> worker(args[0]));
        Termination.by(drain.build(), line -> log(args[0], line));
        System.out.println(HERE);
        CLOSED.await();
        if (args[0].equals("exits")) {
            System.exit(0);
        }
        if (!args[0].equals("returns")) {
            NEVER.await();
        }
    }

    private static void worker(String how) throws InterruptedException {
        System.out.println("the worker ends");
        switch (how) {
            case "hangs", "exits", "returns" -> NEVER.await();
            case "breaks" -> throw new NoClassDefFoundError("dev/shop/Gone");
            default -> System.out.println("the worker has ended");
        }
    }

    private static void log(String how, String line) {
        switch (how) {
            case "log throws" -> throw new IllegalStateException("the log is closed");
            case "log hangs" -> await();
            default -> System.out.println(line.replaceAll("[0-9.]+ m?s(?=[.:])", "TIME"));
        }
    }

    private static void await() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
