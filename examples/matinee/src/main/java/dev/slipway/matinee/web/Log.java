package dev.slipway.matinee.web;

import dev.slipway.matinee.log.Line;
import dev.slipway.report.Json;
import java.io.PrintStream;
import java.time.Clock;

/// The events in the life of an instance, each a [Line].
///
/// @param source of its lines
record Log(PrintStream out, Clock clock, Json.Obj source) {

    void say(String event) {
        say(event, Json.object());
    }

    void say(String event, Json.Obj fields) {
        print("INFO", event, fields);
    }

    /// Something went wrong, and is tried again or left.
    void warn(String event, Json.Obj fields) {
        print("WARN", event, fields);
    }

    private void print(String level, String event, Json.Obj fields) {
        out.println(new Line(clock.instant(), level, source, event, fields));
    }
}
