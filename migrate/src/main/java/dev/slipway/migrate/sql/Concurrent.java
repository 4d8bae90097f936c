package dev.slipway.migrate.sql;

import java.util.List;
import java.util.Optional;

/// A statement that the server carries out in several transactions of its own, so that it may be
/// left half-way.
///
/// Only its head is read, to know what to look for in the catalogue; the server is the parser.
/// Names are kept as they are written, quotes and schema included.
public sealed interface Concurrent {

    /// @param name absent where the server makes one up
    record CreateIndex(Optional<String> name, String table) implements Concurrent {}

    record DropIndex(List<String> names) implements Concurrent {
        public DropIndex {
            names = List.copyOf(names);
        }
    }

    record ReindexIndex(String index) implements Concurrent {}

    record ReindexTable(String table) implements Concurrent {}

    record Detach(String parent, String partition) implements Concurrent {

        /// What ends a detaching that was left half-way.
        public String finalizing() {
            return "alter table " + parent + " detach partition " + partition + " finalize";
        }
    }

    /// Every other statement.
    record Other() implements Concurrent {}

    static Concurrent of(String sql) {
        return new ConcurrentHead(sql).read().orElse(new Other());
    }
}
