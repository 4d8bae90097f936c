package dev.slipway.engine.compat;

import dev.slipway.report.Json;

/// A statement of the old version that says nothing about the new schema: it did not work on the
/// old one either, or the server cannot plan its kind.
public record Skipped(OldStatement statement, String reason) {

    public Json.Obj toJson() {
        return Json.object()
                .put("source", statement.source())
                .put("sql", statement.sql())
                .put("reason", reason);
    }
}
