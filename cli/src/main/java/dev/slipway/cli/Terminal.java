package dev.slipway.cli;

import dev.slipway.report.Ink;
import java.util.Map;

/// What the program writes to: which of its streams a person is looking at, and in colour or not.
///
/// Java cannot ask this of a single stream, so the launcher does and says so in `SLIPWAY_TERMINAL`.
record Terminal(boolean out, boolean err, boolean colour) {

    static Terminal of(Map<String, String> environment) {
        var terminals = environment.getOrDefault("SLIPWAY_TERMINAL", "");
        return new Terminal(
                terminals.contains("out"),
                terminals.contains("err"),
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb"));
    }

    Ink outInk() {
        return out && colour ? Ink.COLOUR : Ink.PLAIN;
    }

    Ink errInk() {
        return err && colour ? Ink.COLOUR : Ink.PLAIN;
    }
}
