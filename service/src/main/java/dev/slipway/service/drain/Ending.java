package dev.slipway.service.drain;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A part that is ending, on a thread of its own: one that hangs keeps nothing else from ending.
final class Ending {

    /// How often it is looked whether there is still time.
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private final String name;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;

    Ending(String name, Part part, long left) {
        this.name = name;
        this.thread = new Thread(() -> run(part, Duration.ofNanos(left)), "drain " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Part part, Duration left) {
        try {
            part.end(left);
            ended.complete(null);
        } catch (Exception | Error e) {
            ended.completeExceptionally(e);
        }
    }

    boolean isRunning() {
        return !ended.isDone();
    }

    /// Waits a little, and no longer than it runs.
    void await(CountDownLatch hurry) {
        try {
            ended.get(LOOK, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // It is asked for again, or told of when all have ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hurry.countDown();
        }
    }

    /// What there is to tell of it, after which it is interrupted if it still runs.
    Optional<String> wrong() {
        if (isRunning()) {
            thread.interrupt();
            return Optional.of(name + " had not ended in time");
        }
        return ended.handle((done, error) -> Optional.ofNullable(error))
                .join()
                .map(error -> name + " could not end: " + why(error));
    }

    /// In one line.
    private static String why(Throwable error) {
        return Optional.ofNullable(error.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(error.getClass().getSimpleName());
    }
}
