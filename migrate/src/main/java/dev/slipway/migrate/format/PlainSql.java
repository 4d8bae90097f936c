package dev.slipway.migrate.format;

import java.util.function.Predicate;

/// Tells folders of plain SQL from those whose files carry a tool's own marks.
final class PlainSql {

    private PlainSql() {}

    /// Whether a folder's numbered SQL files all have a tool's names, and the first of them has the
    /// marks of no other tool.
    static boolean fits(Folder folder, Predicate<String> named) {
        var files =
                folder.names().stream().filter(name -> name.matches("[0-9]+_.*\\.sql")).toList();
        return !files.isEmpty()
                && files.stream().allMatch(named)
                && isPlain(folder.text(files.get(0)));
    }

    private static boolean isPlain(String text) {
        return !text.contains("+goose") && !DbmateFile.isOne(text);
    }
}
