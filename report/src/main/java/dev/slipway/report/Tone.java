package dev.slipway.report;

import java.util.Locale;

/// How much something asks for attention. It only ever repeats what the words beside it say.
public enum Tone {
    /// Known to be well.
    GOOD,
    /// Neither well nor ill.
    CALM,
    /// To be weighed.
    CAREFUL,
    /// Harm.
    BAD;

    /// As programs read it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
