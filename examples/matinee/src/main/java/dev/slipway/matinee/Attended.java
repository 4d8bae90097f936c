package dev.slipway.matinee;

import dev.slipway.report.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A program that runs as long as somebody holds its standard input open, so that it does not
/// outlive whoever started it, even one that is killed.
final class Attended {

    private Attended() {}

    /// Says `ready` and waits until `input` ends or `limit` has passed. `close` runs when the
    /// process ends, be it because this returned or by a signal: the two often come together.
    static void run(InputStream input, String ready, Duration limit, Runnable close)
            throws InterruptedException {
        begin(ready, close);
        var ended = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("input").start(() -> drain(input, ended));
        if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            System.out.println("ended after " + limit.toSeconds() + " s");
        }
    }

    /// Says `ready` and runs until a signal ends it, whoever started it.
    static void alone(String ready, Runnable close) throws InterruptedException {
        begin(ready, close);
        new CountDownLatch(1).await();
    }

    private static void begin(String ready, Runnable close) {
        var end = new Thread(() -> Runtime.getRuntime().halt(end(close).code()), "end");
        Runtime.getRuntime().addShutdownHook(end);
        System.out.println(ready);
    }

    /// Whatever goes wrong here, the process must still end, and not as if all were well. (The
    /// JVM's own exit code would be 128 and the signal's number.)
    private static Exit end(Runnable close) {
        try {
            close.run();
            return Exit.DONE;
        } catch (RuntimeException e) {
            System.err.println("What this program had open did not close: " + e);
            return Exit.FAILED;
        }
    }

    private static void drain(InputStream input, CountDownLatch ended) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println(
                    "The standard input broke, which ends this program: " + e.getMessage());
        }
        ended.countDown();
    }
}
