package dev.slipway.matinee;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Asks an instance again and again how far its start is, from before there is one.
final class Startup implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Http health;
    private final LongSupplier applied;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile String state = "";
    private volatile OptionalLong appliedWhenReady = OptionalLong.empty();

    private Startup(Http health, LongSupplier applied) {
        this.health = health;
        this.applied = applied;
    }

    /// @param applied how many migrations the database has
    static Startup watch(Http health, LongSupplier applied) {
        var startup = new Startup(health, applied);
        Thread.ofVirtual().name("startup").start(startup::run);
        return startup;
    }

    void await(String wanted, Duration limit) {
        Wait.until(limit, () -> state.equals(wanted), () -> "it is " + state);
    }

    void awaitReady(Duration limit) {
        Wait.until(limit, this::isReady, () -> "it is " + state);
    }

    boolean isReady() {
        return appliedWhenReady.isPresent();
    }

    /// What the database had when the instance first said that it is ready.
    long appliedWhenReady() {
        return appliedWhenReady.orElse(0);
    }

    /// What went wrong after the first answer.
    List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        while (!closed) {
            ask();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void ask() {
        try {
            state = health.get("/health/startup").path("state").asString();
            if (!isReady() && health.status("/health/ready") == 200) {
                appliedWhenReady = OptionalLong.of(applied.getAsLong());
            }
        } catch (IOException e) {
            if (!state.isEmpty()) {
                failures.add("after " + state + ": " + e);
            }
        }
    }
}
