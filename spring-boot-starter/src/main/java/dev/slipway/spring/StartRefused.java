package dev.slipway.spring;

import dev.slipway.report.Ink;
import dev.slipway.report.Report;
import dev.slipway.report.TextRenderer;

/// The application must not start, for a reason that an operator is told without a stack trace.
final class StartRefused extends RuntimeException {

    private final String remedy;

    StartRefused(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    StartRefused(Report report, String remedy) {
        this(new TextRenderer(Ink.PLAIN).render(report).strip(), remedy);
    }

    StartRefused(RuntimeException cause, String remedy) {
        super(cause.getMessage(), cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
