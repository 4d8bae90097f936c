package dev.slipway.migrate.format;

import java.util.List;
import java.util.function.Predicate;

/// Tells folders of plain SQL from those whose files carry a tool's own marks.
final class PlainSql {

    private PlainSql() {}

    /// The files of a folder that any tool with numbered SQL files might mean.
    static List<String> numbered(Folder folder) {
        return folder.names().stream().filter(PlainSql::isNumbered).toList();
    }

    /// Digits, a `_`, whatever, and `.sql`: looked at by hand, since each look at a database asks
    /// it of each file and several formats.
    private static boolean isNumbered(String name) {
        int digits = 0;
        while (digits < name.length() && name.charAt(digits) >= '0' && name.charAt(digits) <= '9') {
            digits++;
        }
        return digits > 0 && name.startsWith("_", digits) && name.endsWith(".sql");
    }

    /// Whether a folder's numbered SQL files all have a tool's names, and the first of them has the
    /// marks of no other tool.
    static boolean fits(Folder folder, Predicate<String> named) {
        var files = numbered(folder);
        return !files.isEmpty()
                && files.stream().allMatch(named)
                && isPlain(folder.text(files.get(0)));
    }

    private static boolean isPlain(String text) {
        return !text.contains("+goose") && !DbmateFile.isOne(text);
    }
}
