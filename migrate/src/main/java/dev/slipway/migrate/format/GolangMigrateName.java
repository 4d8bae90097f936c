package dev.slipway.migrate.format;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the name of a golang-migrate file says.
///
/// @param version a whole number without zeros before it
record GolangMigrateName(String version, String description, String file, boolean forward) {

    private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.(down|up)\\..*");

    /// What its table can hold.
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

    /// Empty for every other file, which golang-migrate passes over.
    static Optional<GolangMigrateName> parse(String file) {
        var name = NAME.matcher(file);
        if (!name.matches()) {
            return Optional.empty();
        }
        var version = new BigInteger(name.group(1));
        return Optional.of(
                new GolangMigrateName(
                        version.toString(),
                        name.group(2).replace('_', ' '),
                        file,
                        name.group(3).equals("up")));
    }

    boolean fitsTable() {
        return new BigInteger(version).compareTo(HIGHEST) <= 0;
    }
}
