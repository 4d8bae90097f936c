package dev.slipway.cli;

import dev.slipway.engine.copy.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The last line of a terminal: what is being done, and for how many seconds; nothing elsewhere.
final class LiveLine implements Progress, AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";

    private final boolean shown;
    private final PrintWriter err;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private @Nullable String doing;
    private long began;

    LiveLine(Terminal terminal, PrintWriter err) {
        this.shown = terminal.err();
        this.err = err;
        if (shown) {
            var _ = clock.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS);
        }
    }

    synchronized void show(String what) {
        begin(what);
        draw();
    }

    /// Shows it only when it takes a second or so.
    synchronized void begin(String what) {
        doing = what + " …";
        began = System.nanoTime();
    }

    /// Says more of what is still being done.
    synchronized void change(String what) {
        doing = what;
        draw();
    }

    @Override
    public void begins(String what) {
        show(what);
    }

    @Override
    public void goesOn(String what) {
        change(what);
    }

    /// Makes room for another line; [#draw] brings it back.
    synchronized void clear() {
        if (shown && doing != null) {
            err.print(CLEAR);
            err.flush();
        }
    }

    synchronized void end() {
        clear();
        doing = null;
    }

    synchronized void draw() {
        if (shown && doing != null) {
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            err.print(CLEAR + String.format(Locale.ROOT, "%5d s  %s", seconds, doing));
            err.flush();
        }
    }

    @Override
    public void close() {
        end();
        clock.shutdownNow();
    }
}
