package dev.slipway.migrate;

import java.util.List;

/// What a person did by hand, and the history does not know.
///
/// @param applied versions that are applied, whatever the history says
/// @param pending versions that are not
public record Marks(List<String> applied, List<String> pending) {

    public static final Marks NONE = new Marks(List.of(), List.of());

    public Marks {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
    }
}
