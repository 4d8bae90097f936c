package dev.slipway.matinee;

import dev.slipway.report.Exit;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/// What is done when this process ends, by SIGTERM or SIGINT or by itself: it runs, and its result
/// is the exit code. (The JVM's own would be 128 and the signal's number.)
final class Termination {

    private final Thread hook;

    private Termination(Thread hook) {
        this.hook = hook;
    }

    static Termination by(IntSupplier end) {
        var hook = new Thread(() -> Runtime.getRuntime().halt(code(end)), "termination");
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

    /// Whatever goes wrong here, the process must still end, and not as if all were well.
    private static int code(IntSupplier end) {
        try {
            return end.getAsInt();
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Exit.FAILED.code();
        }
    }

    /// Waits for a signal; does not return.
    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
