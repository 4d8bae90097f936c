package dev.slipway.matinee.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// The live streams that are read on this instance.
final class LiveStreams implements Movable {

    private final CountDownLatch moving = new CountDownLatch(1);
    private int open;

    /// Returns when the stream has ended. One that begins when the others were sent away is sent
    /// after them.
    void run(LiveStream stream) throws IOException, InterruptedException {
        count(1);
        try {
            stream.run(moving);
        } finally {
            count(-1);
        }
    }

    @Override
    public synchronized int moveAll() {
        moving.countDown();
        return open;
    }

    @Override
    public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (open > 0) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized int open() {
        return open;
    }

    private synchronized void count(int change) {
        open += change;
        notifyAll();
    }
}
