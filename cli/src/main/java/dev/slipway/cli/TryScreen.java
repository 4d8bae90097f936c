package dev.slipway.cli;

import dev.slipway.engine.trial.Screen;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Shows a trial as it goes: one line an act.
final class TryScreen implements Screen {

    private static final int ACT_WIDTH = 17;

    private final Terminal terminal;
    private final PrintWriter out;
    private final LiveLine live;

    TryScreen(Terminal terminal, PrintWriter out, LiveLine live) {
        this.terminal = terminal;
        this.out = out;
        this.live = live;
    }

    @Override
    public void begins(String act) {
        live.show(act);
    }

    @Override
    public void ends(String act, String seen, Duration took) {
        live.end();
        var seconds = String.format(Locale.ROOT, "%5.1f s", took.toMillis() / 1000.0);
        out.println(terminal.outInk().faint(seconds) + "  " + padded(act) + "  " + seen);
    }

    @Override
    public void notes(String seen) {
        live.clear();
        out.println("         " + padded("") + "  " + terminal.outInk().faint(seen));
        live.draw();
    }

    private static String padded(String act) {
        return act + " ".repeat(Math.max(0, ACT_WIDTH - act.length()));
    }
}
