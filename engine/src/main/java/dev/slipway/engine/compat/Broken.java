package dev.slipway.engine.compat;

import dev.slipway.report.Json;
import java.util.Optional;

/// A statement of the old version that worked before the migrations and does not after them.
///
/// @param error in the server's words, or how its parameters or result columns changed
/// @param brokenBy the statement of a migration since which it does not work
public record Broken(OldStatement statement, String error, Optional<Line> brokenBy) {

    /// A line of a migration's file.
    public record Line(String migration, int line) {
        @Override
        public String toString() {
            return migration + ":" + line;
        }
    }

    static Broken unblamed(OldStatement statement, String error) {
        return new Broken(statement, error, Optional.empty());
    }

    Broken blaming(Optional<Line> line) {
        return new Broken(statement, error, line);
    }

    public Json.Obj toJson() {
        var json =
                Json.object()
                        .put("source", statement.source())
                        .put("sql", statement.sql())
                        .put("error", error);
        return brokenBy.map(at -> json.put("migration", at.migration()).put("line", at.line()))
                .orElseGet(() -> json.putNull("migration").putNull("line"));
    }
}
