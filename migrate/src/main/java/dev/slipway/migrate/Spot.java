package dev.slipway.migrate;

import dev.slipway.migrate.sql.Statement;
import dev.slipway.report.Json;
import java.util.OptionalInt;

/// A place in a migration's file, for an editor to go to.
///
/// @param line counted from 1
/// @param column in characters, counted from 1; empty where the server points at no word, or at one
///   that is not in the file as it is written
public record Spot(int line, OptionalInt column) {

    static Spot line(int line) {
        return new Spot(line, OptionalInt.empty());
    }

    /// Where a file has what the server points at.
    ///
    /// @param text of the file
    /// @param statement one of its
    /// @param position in the statement, counted from 1; 0 if the server points at nothing
    static Spot of(String text, Statement statement, int position) {
        int line = statement.lineAt(position);
        if (position < 1 || position > statement.sql().length()) {
            return line(line);
        }
        int begins = statement.sql().lastIndexOf('\n', position - 2) + 1;
        var written = lineOf(statement.sql(), begins);
        int at = lineOf(text, startOf(text, line)).indexOf(written);
        return new Spot(
                line, at < 0 ? OptionalInt.empty() : OptionalInt.of(at + position - begins));
    }

    /// Puts `line`, and `column` if it is known.
    public Json.Obj putInto(Json.Obj json) {
        var located = json.put("line", line);
        return column.isPresent() ? located.put("column", column.getAsInt()) : located;
    }

    private static int startOf(String text, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start;
    }

    private static String lineOf(String text, int start) {
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end).stripTrailing();
    }
}
