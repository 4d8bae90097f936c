package dev.slipway.migrate.format;

import java.util.List;
import java.util.Optional;

/// What a history table records.
public sealed interface Recorded {

    /// Tells one state of a database from another: SHA-256, in hexadecimal digits, of what is
    /// applied. Nothing of it depends on the files that are there.
    String digest();

    /// A row for each migration.
    record Rows(List<Entry> entries) implements Recorded {
        public Rows {
            entries = List.copyOf(entries);
        }

        @Override
        public String digest() {
            return Digests.ofLines(
                    entries.stream().filter(Entry::success).map(Rows::line).sorted());
        }

        /// A script that runs once is told by its version, and one that runs again by its text.
        private static String line(Entry entry) {
            return entry.kind() == Entry.Kind.REPEATABLE
                    ? entry.version() + " " + entry.checksum().orElse("")
                    : entry.version();
        }
    }

    /// Only the newest version, and whether it was left half-done.
    record Mark(Optional<String> version, boolean dirty) implements Recorded {

        @Override
        public String digest() {
            return Digests.ofLines(version.stream());
        }
    }
}
