package dev.slipway.report;

import java.util.Locale;

/// How much a [Finding] matters to the person who reads it, least first.
public enum Severity {
    /// Worth knowing; asks for nothing.
    NOTE,
    /// May hurt under conditions that the evidence names.
    WARNING,
    /// Will hurt.
    ERROR;

    /// As programs read it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Tone tone() {
        return switch (this) {
            case NOTE -> Tone.CALM;
            case WARNING -> Tone.CAREFUL;
            case ERROR -> Tone.BAD;
        };
    }
}
