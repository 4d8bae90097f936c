package dev.slipway.migrate.sql;

/// Quotes names for SQL: the one place that does.
public final class Identifiers {

    private Identifiers() {}

    /// The name in double quotes, whatever it holds.
    public static String quote(String name) {
        if (name.indexOf('\0') >= 0 || name.isEmpty()) {
            throw new IllegalArgumentException("not a name for PostgreSQL: \"" + name + "\"");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
