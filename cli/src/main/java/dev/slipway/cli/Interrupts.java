package dev.slipway.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Ends a command in good order, also where it does not end by itself but by Ctrl-C or SIGTERM.
final class Interrupts {

    /// What a process manager leaves between asking and killing is longer.
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private Interrupts() {}

    /// Does `work` and then `cleanUp`, once, whichever way it ends. After Ctrl-C it does not
    /// return: what `work` makes of its world being cleaned away is of no interest to anybody.
    static <T> T cleaningUp(Runnable cleanUp, Supplier<T> work) {
        var pending = new AtomicBoolean(true);
        var hook =
                new Thread(
                        () -> {
                            if (pending.getAndSet(false)) {
                                cleanUp.run();
                            }
                        },
                        "slipway interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            if (!pending.getAndSet(false)) {
                untilTheProcessEnds();
            }
            cleanUp.run();
            remove(hook);
        }
    }

    /// Does `work`. When the process is told to end meanwhile, `stop` is done beside it, and if
    /// that says so the process waits for `work` to end; then this does not return.
    static <T> T stopping(BooleanSupplier stop, Supplier<T> work) {
        var pending = new AtomicBoolean(true);
        var ended = new CountDownLatch(1);
        var hook =
                new Thread(
                        () -> {
                            if (pending.getAndSet(false) && stop.getAsBoolean()) {
                                await(ended);
                            }
                        },
                        "slipway interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            ended.countDown();
            if (!pending.getAndSet(false)) {
                untilTheProcessEnds();
            }
            remove(hook);
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            var _ = ended.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void untilTheProcessEnds() {
        while (true) {
            LockSupport.park();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process is ending, and the hook finds nothing left to do.
        }
    }
}
