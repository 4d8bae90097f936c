package dev.slipway.migrate.format;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the name of a SQLx migration file says.
record SqlxName(long version, String description, String file, boolean forward) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    static Optional<SqlxName> parse(Folder folder, String file) {
        int underscore = file.indexOf('_');
        if (underscore < 0 || !file.endsWith(".sql")) {
            return Optional.empty();
        }
        var suffix = suffix(file);
        var description = file.substring(underscore + 1);
        while (description.endsWith(suffix)) {
            description = description.substring(0, description.length() - suffix.length());
        }
        return Optional.of(
                new SqlxName(
                        version(folder, file, file.substring(0, underscore)),
                        description.replace('_', ' '),
                        file,
                        !suffix.equals(".down.sql")));
    }

    private static String suffix(String file) {
        if (file.endsWith(".up.sql")) {
            return ".up.sql";
        }
        return file.endsWith(".down.sql") ? ".down.sql" : ".sql";
    }

    /// ASCII digits with an optional sign, as Rust reads an `i64`; Java alone would take digits of
    /// any script.
    private static long version(Folder folder, String file, String text) {
        if (NUMBER.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLarge) {
                // told below, as any other name that does not fit
            }
        }
        throw new MigrationFolderException(
                folder.place(file)
                        + " does not begin with a version: name it <number>_<description>.sql, or"
                        + " move it out of the folder");
    }
}
