package dev.slipway.engine.compat;

import dev.slipway.report.Json;
import java.util.Optional;

/// A statement of the old version that works on the new schema or not, by the values that it is
/// given, or by what is in the tables.
///
/// @param constraint what can refuse it, as a person finds it in the schema
/// @param since the statement of a migration since which it can
public record AtRisk(OldStatement statement, String constraint, Optional<Broken.Line> since) {

    static AtRisk of(OldStatement statement, Demand demand) {
        return new AtRisk(statement, demand.words(), Optional.empty());
    }

    AtRisk since(Optional<Broken.Line> line) {
        return new AtRisk(statement, constraint, line);
    }

    public Json.Obj toJson() {
        var json =
                Json.object()
                        .put("source", statement.source())
                        .put("sql", statement.sql())
                        .put("constraint", constraint);
        return since.map(at -> json.put("migration", at.migration()).put("line", at.line()))
                .orElseGet(() -> json.putNull("migration").putNull("line"));
    }
}
