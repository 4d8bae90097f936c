package dev.slipway.cli;

import dev.slipway.migrate.sql.Identifiers;
import java.util.Map;
import java.util.Optional;

/// What one migration tool's own configuration says.
///
/// @param tool the word of its format
/// @param source where it says so, for messages
/// @param table as the tool writes it, perhaps with its schema before a dot
/// @param values what files are read with, in the tool's own words
record ToolSettings(
        String tool,
        String source,
        Optional<String> database,
        Optional<String> migrations,
        Optional<String> schema,
        Optional<String> table,
        Map<String, String> values) {

    ToolSettings {
        values = Map.copyOf(values);
    }

    /// A table's name that holds no schema, whatever is in it.
    static String whole(String table) {
        return table.indexOf('.') < 0 ? table : Identifiers.quote(table);
    }
}
