package dev.slipway.migrate;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a history table is called by those who name it.
///
/// @param schema absent where it is the schema that the migrations run in
public record TableName(Optional<String> schema, String table) {

    private static final Pattern PARTS =
            Pattern.compile("(\"(?:[^\"]|\"\")+\"|[^\".]+)\\.(.+)", Pattern.DOTALL);

    /// `table` or `schema.table`, where what stands in double quotes may hold dots. Letters are as
    /// they are written, in quotes or not.
    public static TableName parse(String text) {
        var parts = PARTS.matcher(text);
        return parts.matches()
                ? new TableName(Optional.of(bare(parts.group(1))), bare(parts.group(2)))
                : new TableName(Optional.empty(), bare(text));
    }

    private static String bare(String name) {
        return name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }
}
