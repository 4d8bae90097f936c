package dev.slipway.service.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks at one dependency, however many ask: once at a time, and not again while what it saw is
/// fresh. A look that hangs is waited for again by the next and never joined by a second one.
final class DependencyWatch {

    private final Dependency dependency;
    private final ExecutorService threads;
    private volatile Optional<Seen> seen = Optional.empty();
    private Optional<Future<?>> running = Optional.empty();

    DependencyWatch(Dependency dependency, ExecutorService threads) {
        this.dependency = dependency;
        this.threads = threads;
    }

    String name() {
        return dependency.name();
    }

    /// What the last look showed, without one of its own.
    Optional<Seen> lastSeen() {
        return seen;
    }

    synchronized Seen look() {
        var now =
                seen.filter(last -> last.age().compareTo(dependency.fresh()) < 0)
                        .orElseGet(this::lookNow);
        seen = Optional.of(now);
        return now;
    }

    private Seen lookNow() {
        long began = System.nanoTime();
        var look = running.filter(earlier -> !earlier.isDone()).orElseGet(this::begin);
        running = Optional.of(look);
        var wrong = wrong(look);
        long now = System.nanoTime();
        return new Seen(dependency.name(), wrong, Duration.ofNanos(now - began), now);
    }

    private Future<?> begin() {
        return threads.submit(() -> {
            dependency.check().look();
            return true;
        });
    }

    private Optional<String> wrong(Future<?> look) {
        try {
            look.get(dependency.limit().toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + dependency.limit().toMillis() + " ms");
        } catch (ExecutionException e) {
            return Optional.of(firstLine(Optional.ofNullable(e.getCause()).orElse(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the look was interrupted");
        }
    }

    private static String firstLine(Throwable error) {
        return Optional.ofNullable(error.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(error.getClass().getSimpleName());
    }
}
