package dev.slipway.migrate.format;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the name of a goose migration says: `<number>_<name>.sql` or `.go`.
///
/// @param version at least 1
record GooseName(long version, String description, String file, boolean sql) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    /// Empty for a file that is no migration. goose's own provider passes over what it cannot read;
    /// its older functions call a `.sql` file with a bad name an error, and so do we.
    static Optional<GooseName> parse(Folder folder, String file) {
        boolean sql = file.endsWith(".sql");
        if (!sql && (!file.endsWith(".go") || file.endsWith("_test.go"))) {
            return Optional.empty();
        }
        int underscore = file.indexOf('_');
        var version = underscore < 0 ? -1 : number(file.substring(0, underscore));
        if (version < 1) {
            if (!sql) {
                return Optional.empty();
            }
            throw new MigrationFolderException(
                    folder.place(file)
                            + " does not begin with a version of 1 or more: name it"
                            + " <number>_<name>.sql, or move it out of the folder");
        }
        var name = file.substring(underscore + 1, file.lastIndexOf('.'));
        return Optional.of(new GooseName(version, name.replace('_', ' '), file, sql));
    }

    private static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return -1;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }
}
