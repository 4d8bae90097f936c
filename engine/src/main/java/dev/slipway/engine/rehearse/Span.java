package dev.slipway.engine.rehearse;

import dev.slipway.report.Elapsed;
import java.time.Duration;

/// How a rehearsal writes lengths of time: as every report does.
final class Span {

    private Span() {}

    /// To the microsecond, for programs.
    static double milliseconds(Duration span) {
        return Elapsed.milliseconds(span);
    }

    static String text(Duration span) {
        return Elapsed.text(span);
    }
}
