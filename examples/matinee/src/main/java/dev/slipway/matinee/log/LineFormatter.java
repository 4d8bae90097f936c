package dev.slipway.matinee.log;

import dev.slipway.report.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Writes what libraries log as a [Line], so that a log has one form.
public final class LineFormatter extends Formatter {

    private final Json.Obj source;

    /// @param source for whom they speak
    LineFormatter(Json.Obj source) {
        this.source = source;
    }

    /// From now on, the warnings and errors of the libraries in this process are written so.
    public static void install(Json.Obj source) {
        var root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        for (var handler : root.getHandlers()) {
            handler.setFormatter(new LineFormatter(source));
        }
    }

    @Override
    public String format(LogRecord event) {
        var fields = Json.object().put("logger", String.valueOf(event.getLoggerName()));
        var line =
                new Line(
                        event.getInstant(),
                        level(event.getLevel()),
                        source,
                        formatMessage(event),
                        Optional.ofNullable(event.getThrown())
                                .map(thrown -> fields.put("stack", stack(thrown)))
                                .orElse(fields));
        return line + System.lineSeparator();
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        return level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
    }

    private static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
