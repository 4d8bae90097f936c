package dev.slipway.migrate.format;

import java.util.List;
import java.util.Optional;

/// What a history table records.
public sealed interface Recorded {

    /// A row for each migration.
    record Rows(List<Entry> entries) implements Recorded {
        public Rows {
            entries = List.copyOf(entries);
        }
    }

    /// Only the newest version, and whether it was left half-done.
    record Mark(Optional<String> version, boolean dirty) implements Recorded {}
}
