package dev.slipway.engine.plan;

import java.util.Locale;

/// What is known, before anything was tried, about going back on one part of a plan.
public enum Risk {
    /// Nothing changes.
    NONE,
    /// Going back is starting what ran before.
    REVERSIBLE,
    /// Only a rehearsal can say.
    UNPROVEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
