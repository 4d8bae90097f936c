package dev.slipway.migrate.format;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;

/// Reads a history of which each row is one entry.
final class EntryRows {

    /// What one tool's row says.
    interface Row {
        Entry entry(ResultSet row) throws SQLException;
    }

    private EntryRows() {}

    static Recorded read(Connection connection, String sql, Row row) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var entries = new ArrayList<Entry>();
            while (rows.next()) {
                entries.add(row.entry(rows));
            }
            return new Recorded.Rows(entries);
        }
    }
}
