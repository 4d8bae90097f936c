package dev.slipway.cli;

import dev.slipway.engine.trial.Screen;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Shows a trial as it goes: one line an act, and on a terminal the seconds of the one under way.
final class TryScreen implements Screen, AutoCloseable {

    private static final int ACT_WIDTH = 14;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final PrintWriter out;
    private final PrintWriter err;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private @Nullable String act;
    private long began;

    TryScreen(Terminal terminal, PrintWriter out, PrintWriter err) {
        this.terminal = terminal;
        this.out = out;
        this.err = err;
        if (terminal.err()) {
            clock.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized void begins(String name) {
        act = name;
        began = System.nanoTime();
        draw();
    }

    @Override
    public synchronized void ends(String name, String seen, Duration took) {
        clear();
        act = null;
        var ink = terminal.outInk();
        var seconds = String.format(Locale.ROOT, "%5.1f s", took.toMillis() / 1000.0);
        out.println(ink.faint(seconds) + "  " + padded(name) + "  " + seen);
    }

    @Override
    public synchronized void notes(String seen) {
        clear();
        out.println("         " + padded("") + "  " + terminal.outInk().faint(seen));
        draw();
    }

    private synchronized void draw() {
        if (terminal.err() && act != null) {
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            err.print(CLEAR_LINE + String.format(Locale.ROOT, "%5d s  %s …", seconds, padded(act)));
            err.flush();
        }
    }

    private void clear() {
        if (terminal.err() && act != null) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(0, ACT_WIDTH - name.length()));
    }

    @Override
    public synchronized void close() {
        clear();
        act = null;
        clock.shutdownNow();
    }
}
