package dev.slipway.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Cleans up after a command, whether it ends by itself or by Ctrl-C.
final class Interrupts {

    private Interrupts() {}

    /// Does `work` and then `cleanUp`, once, whichever way it ends.
    static <T> T cleaningUp(Runnable cleanUp, Supplier<T> work) {
        var pending = new AtomicBoolean(true);
        Runnable once =
                () -> {
                    if (pending.getAndSet(false)) {
                        cleanUp.run();
                    }
                };
        var hook = new Thread(once, "slipway interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            once.run();
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process ends, and the hook cleans up.
        }
    }
}
