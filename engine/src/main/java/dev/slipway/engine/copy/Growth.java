package dev.slipway.engine.copy;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Watches something grow to a size that is known beforehand, and tells how long it will take.
public final class Growth implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final double GIGABYTE = 1024.0 * 1024 * 1024;

    private final Progress progress;
    private final String doing;
    private final LongSupplier size;
    private final long expected;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private Growth(Progress progress, String doing, LongSupplier size, long expected) {
        this.progress = progress;
        this.doing = doing;
        this.size = size;
        this.expected = expected;
        this.thread = Thread.ofVirtual().unstarted(this::watch);
    }

    /// @param size now, or less than nothing where it cannot be told
    /// @param expected in the end; 0 where nobody knows
    static Growth of(Progress progress, String doing, LongSupplier size, long expected) {
        var growth = new Growth(progress, doing, size, expected);
        progress.begins(doing);
        growth.thread.start();
        return growth;
    }

    private void watch() {
        long began = System.nanoTime();
        try {
            while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = size.getAsLong();
                if (now >= 0) {
                    tell(words(now, expected, Duration.ofNanos(System.nanoTime() - began)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tell(String far) {
        if (ended.getCount() > 0) {
            progress.goesOn(doing + far);
        }
    }

    /// How far it is, to stand behind what is being done.
    public static String words(long now, long expected, Duration took) {
        if (expected <= 0) {
            return String.format(Locale.ROOT, ", %.1f GB so far", now / GIGABYTE);
        }
        double part = Math.min(0.99, (double) now / expected);
        if (part < 0.01) {
            return "";
        }
        long left = Math.round(took.toSeconds() * (1 - part) / part);
        return String.format(Locale.ROOT, ", %.0f %% · about %s left", part * 100, time(left));
    }

    private static String time(long seconds) {
        return seconds >= 120 ? seconds / 60 + " min" : seconds + " s";
    }

    /// Nothing is told from here on.
    @Override
    public synchronized void close() {
        ended.countDown();
    }
}
