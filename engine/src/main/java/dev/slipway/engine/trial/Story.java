package dev.slipway.engine.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The acts of a trial in order, told on the screen as they happen and kept for the report.
public final class Story {

    private final Screen screen;
    private final List<Act> acts = new ArrayList<>();

    Story(Screen screen) {
        this.screen = screen;
    }

    /// One act that is over.
    ///
    /// @param seen one line: what came of it
    public record Act(String name, String seen, Duration took) {}

    /// Does `work` as an act.
    <T> T act(String name, Supplier<T> work, Function<T, String> seen) {
        screen.begins(name);
        long began = System.nanoTime();
        var result = work.get();
        ended(name, seen.apply(result), Duration.ofNanos(System.nanoTime() - began));
        return result;
    }

    void begins(String name) {
        screen.begins(name);
    }

    void ended(String name, String seen, Duration took) {
        acts.add(new Act(name, seen, took));
        screen.ends(name, seen, took);
    }

    void notes(String seen) {
        screen.notes(seen);
    }

    List<Act> acts() {
        return List.copyOf(acts);
    }
}
