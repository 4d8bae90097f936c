package dev.slipway.engine.down;

import dev.slipway.engine.copy.Growth;
import dev.slipway.engine.copy.Progress;
import java.time.Duration;

/// Tells which migration is being taken back, and then how far the comparing is.
final class Telling {

    private final Progress progress;
    private final String doing;
    private long all;
    private long read;
    private long began;

    private Telling(Progress progress, String doing) {
        this.progress = progress;
        this.doing = doing;
    }

    /// @param what such as the name of a file
    /// @param number of it, counted from 1
    static Telling begins(Progress progress, String what, int number, int all) {
        var telling =
                new Telling(progress, "Taking back %s, %d of %d".formatted(what, number, all));
        progress.begins(telling.doing);
        return telling;
    }

    /// So many bytes are to be digested.
    void compares(long bytes) {
        all = bytes;
        read = 0;
        began = System.nanoTime();
    }

    /// So many more of them are.
    void digested(long bytes) {
        read += bytes;
        if (all > 0) {
            var took = Duration.ofNanos(System.nanoTime() - began);
            progress.goesOn(doing + ": comparing" + Growth.words(read, all, took));
        }
    }
}
