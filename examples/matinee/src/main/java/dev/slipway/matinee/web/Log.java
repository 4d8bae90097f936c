package dev.slipway.matinee.web;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// One plain line for each event in the life of an instance.
final class Log {

    private final PrintStream out;
    private final Clock clock;
    private final String instance;

    Log(PrintStream out, Clock clock, String instance) {
        this.out = out;
        this.clock = clock;
        this.instance = instance;
    }

    void say(String event) {
        out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + instance + " " + event);
    }
}
