package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Identifiers;

/// Where a history is, or would be.
public record HistoryTable(String database, String schema, String table) {

    /// The quoted name, fit for SQL.
    public String sql() {
        return Identifiers.quote(schema) + "." + Identifiers.quote(table);
    }
}
