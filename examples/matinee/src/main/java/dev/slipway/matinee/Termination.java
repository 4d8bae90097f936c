package dev.slipway.matinee;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/// What is done when this process is told to end by SIGTERM or SIGINT: it runs, and its result is
/// the exit code. (The JVM's own would be 128 and the signal's number.)
final class Termination {

    private final Thread hook;

    private Termination(Thread hook) {
        this.hook = hook;
    }

    static Termination by(IntSupplier end) {
        var hook = new Thread(() -> Runtime.getRuntime().halt(end.getAsInt()), "termination");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Termination(hook);
    }

    /// Whether this came before a signal. The process may then end by itself; otherwise it is
    /// ending already.
    boolean cancel() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /// Waits for a signal; does not return.
    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
