package dev.slipway.migrate.sql;

import java.util.Optional;

/// One SQL statement of a file.
///
/// @param line of its first word in the file, counted from 1
/// @param sql without the semicolon that ends it and the comments before it
/// @param copyData what a `copy … from stdin` is to read, where the file itself holds that
public record Statement(int line, String sql, Optional<String> copyData) {

    public Statement(int line, String sql) {
        this(line, sql, Optional.empty());
    }

    /// The line in the file of the character at `position` of this statement, counted from 1 as the
    /// server counts.
    public int lineAt(int position) {
        int end = Math.min(position - 1, sql.length());
        return line + (int) sql.chars().limit(Math.max(end, 0)).filter(c -> c == '\n').count();
    }

    /// Its first word as it is written; empty where it begins with something else.
    public String firstWord() {
        int end = 0;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(0, end);
    }
}
