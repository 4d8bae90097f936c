package dev.slipway.matinee.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Does something at a steady pace, whether or not the earlier ones have ended: slow answers must
/// not make the drive gentler.
record Pace(int perSecond, Runnable task, CountDownLatch stopping) implements Runnable {

    /// Returns when it is told to stop and what was begun has ended.
    @Override
    public void run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            if (perSecond == 0) {
                stopping.await();
                return;
            }
            var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
            var due = System.nanoTime();
            while (!stopping.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                threads.execute(task);
                due += interval;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
