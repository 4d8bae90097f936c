package dev.slipway.migrate.format;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the name of a dbmate migration says.
///
/// @param version the digits that it begins with, as they are written
record DbmateName(String version, String description, String file) {

    private static final Pattern NAME = Pattern.compile("([0-9]+)(.*)\\.sql");

    /// Empty for every other file, which dbmate passes over.
    static Optional<DbmateName> parse(String file) {
        var name = NAME.matcher(file);
        return name.matches()
                ? Optional.of(
                        new DbmateName(
                                name.group(1), name.group(2).replace('_', ' ').strip(), file))
                : Optional.empty();
    }
}
