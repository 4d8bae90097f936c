package dev.slipway.migrate;

import dev.slipway.migrate.sql.Write;
import java.util.List;

/// A change together with what makes it.
///
/// @param writes in one transaction with those of the other fixes; none where the change runs alone
record Fix(Change change, List<Write> writes) {

    Fix {
        writes = List.copyOf(writes);
    }

    /// Rows of the history and of the book.
    static Fix rows(
            Change.Kind kind, String place, String wrong, String remedy, List<Write> writes) {
        var sql = writes.stream().map(Write::text).toList();
        return new Fix(new Change(kind, place, wrong, remedy, sql), writes);
    }

    /// A statement that cannot run in a transaction.
    static Fix alone(Change.Kind kind, String place, String wrong, String remedy, String sql) {
        return new Fix(new Change(kind, place, wrong, remedy, List.of(sql)), List.of());
    }
}
