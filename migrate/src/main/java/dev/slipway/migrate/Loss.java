package dev.slipway.migrate;

import dev.slipway.report.Json;
import java.util.Locale;
import java.util.Optional;

/// Data in one table that is destroyed when a migration is taken back.
///
/// @param column the one that is lost or converted; absent where rows are
/// @param rows how many hold data in it
public record Loss(What what, String schema, String table, Optional<String> column, long rows) {

    /// How data is lost.
    public enum What {
        /// The table is dropped.
        TABLE("drops the table"),
        /// The column is dropped.
        COLUMN("drops the column"),
        /// The column gets another type, and each of its values is computed anew.
        CONVERTED("converts the column"),
        /// The table is emptied.
        EMPTIED("empties the table"),
        /// Rows are deleted.
        DELETED("deletes rows of"),
        /// Rows are overwritten.
        UPDATED("updates rows of");

        private final String words;

        What(String words) {
            this.words = words;
        }

        /// What the script does, for a person.
        public String words() {
            return words;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where the data is: `schema.table` or `schema.table.column`.
    public String place() {
        return schema + "." + table + column.map(name -> "." + name).orElse("");
    }

    Json.Obj toJson() {
        var json = Json.object().put("what", what.word()).put("schema", schema).put("table", table);
        return column.map(name -> json.put("column", name))
                .orElseGet(() -> json.putNull("column"))
                .put("rows", rows);
    }
}
