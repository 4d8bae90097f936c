package dev.slipway.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Cleans up after a command, whether it ends by itself or by Ctrl-C.
final class Interrupts {

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
