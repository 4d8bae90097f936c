package dev.slipway.service.drain;

import dev.slipway.service.health.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends an instance in order, and by one deadline.
///
/// Readiness fails at once; then there is a pause in which balancers notice; then each [Stage]
/// ends, its parts all at once, and the next begins when the last of them has ended or the time is
/// over. What has not ended by then is interrupted and told of, and what follows still gets its
/// turn: a tenth of a second, in which what has nothing to wait for ends.
public final class Drain {

    /// What is told of the drain before its first stage.
    public static final String PAUSE = "pause";

    private static final long LAST_MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final Health health;
    private final Duration pause;
    private final Duration limit;
    private final Map<Stage, List<Named>> parts;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch hurry = new CountDownLatch(1);
    private final CompletableFuture<Drained> end = new CompletableFuture<>();

    private Drain(Builder builder) {
        health = builder.health;
        pause = builder.pause;
        limit = builder.limit;
        parts = new EnumMap<>(builder.parts);
    }

    private record Named(String name, Part part) {}

    /// @param health of the instance, which is not ready from the first moment of the drain on
    public static Builder of(Health health) {
        return new Builder(health);
    }

    /// Ends the instance and says how that went. It ends once: whoever calls this meanwhile or
    /// later is told of the same end.
    public Drained end() {
        if (begun.compareAndSet(false, true)) {
            try {
                end.complete(endNow());
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        }
        return end.join();
    }

    /// Leaves no more time, as on a second signal: what has not ended is cut now.
    public void hurry() {
        hurry.countDown();
    }

    Duration limit() {
        return limit;
    }

    private Drained endNow() {
        long began = System.nanoTime();
        long deadline = began + limit.toNanos();
        var wrong = new ArrayList<String>();
        health.draining(limit, PAUSE);
        pause(Math.min(pause.toNanos(), left(deadline)));
        for (var stage : Stage.values()) {
            health.draining(Duration.ofNanos(left(deadline)), stage.word());
            wrong.addAll(end(stage, deadline));
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        return wrong.isEmpty() ? new Drained.Whole(took) : new Drained.Cut(took, wrong);
    }

    private void pause(long nanos) {
        try {
            hurry.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hurry();
        }
    }

    private long left(long deadline) {
        return hurry.getCount() == 0 ? 0 : Math.max(0, deadline - System.nanoTime());
    }

    private List<String> end(Stage stage, long deadline) {
        var ending =
                parts.getOrDefault(stage, List.of()).stream()
                        .map(one -> new Ending(one.name(), one.part(), left(deadline)))
                        .toList();
        long moment = System.nanoTime() + LAST_MOMENT;
        for (var one : ending) {
            while (one.isRunning() && (left(deadline) > 0 || System.nanoTime() < moment)) {
                one.await(hurry);
            }
        }
        return ending.stream().map(Ending::wrong).flatMap(Optional::stream).toList();
    }

    /// Says what ends, and when.
    public static final class Builder {

        private final Health health;
        private final Map<Stage, List<Named>> parts = new EnumMap<>(Stage.class);
        private Duration pause = Duration.ofSeconds(5);
        private Duration limit = Duration.ofSeconds(30);

        private Builder(Health health) {
            this.health = health;
        }

        /// How long balancers may take to notice that the instance is not ready: 5 s unless told.
        public Builder pause(Duration time) {
            pause = time;
            return this;
        }

        /// From the first moment to the last: 30 s unless told. What ends the process otherwise,
        /// such as a grace period, must be longer.
        public Builder limit(Duration time) {
            limit = time;
            return this;
        }

        /// @param name how the part is called if it has to be cut
        public Builder part(Stage stage, String name, Part part) {
            parts.computeIfAbsent(stage, first -> new ArrayList<>()).add(new Named(name, part));
            return this;
        }

        /// @throws IllegalArgumentException when the pause alone takes all the time
        public Drain build() {
            if (pause.compareTo(limit) >= 0) {
                throw new IllegalArgumentException(
                        "a pause of " + pause + " leaves nothing of a drain of " + limit);
            }
            return new Drain(this);
        }
    }
}
