package dev.slipway.engine.rehearse;

import dev.slipway.migrate.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Names for what a [SafeForm] makes, from names as the server quotes them.
final class Names {

    private static final int LONGEST = 63;
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private Names() {}

    /// A name of its own beside the column of a table, such as `room_seconds_present`.
    static String of(String table, String column, String suffix) {
        return quoted(cut(bare(last(table)) + "_" + bare(column), suffix) + suffix);
    }

    /// A column beside another.
    static String beside(String column, String suffix) {
        return quoted(cut(bare(column), suffix) + suffix);
    }

    /// A name in the schema of a table.
    static String inSchemaOf(String table, String name) {
        return table.substring(0, table.length() - last(table).length()) + name;
    }

    /// A table's name without its schema, still quoted.
    static String last(String table) {
        boolean quoted = table.endsWith("\"");
        int at = quoted ? table.lastIndexOf(".\"") : table.lastIndexOf('.');
        return table.substring(at + 1);
    }

    private static String bare(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : Identifiers.quote(name);
    }

    /// So that the suffix still fits, at whole characters.
    private static String cut(String base, String suffix) {
        var cut = base;
        while ((cut + suffix).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
