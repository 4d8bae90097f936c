package dev.slipway.migrate.format;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Tells folders of plain SQL from those whose files carry a tool's own marks.
final class PlainSql {

    private static final Pattern NUMBERED = Pattern.compile("[0-9]+_.*\\.sql");

    private PlainSql() {}

    /// The files of a folder that any tool with numbered SQL files might mean.
    static List<String> numbered(Folder folder) {
        return folder.names().stream().filter(name -> NUMBERED.matcher(name).matches()).toList();
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
