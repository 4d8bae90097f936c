package dev.slipway.service.health;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Threads that keep no process alive.
final class DaemonThreads {

    private DaemonThreads() {}

    /// As many as there is work at once: a look that hangs must not keep others from an answer.
    static ExecutorService pool(String name) {
        return Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
