package dev.slipway.migrate.format;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What formats share in how they take versions.
final class Versions {

    /// Versions that are whole numbers of any length, with an optional sign.
    static final Comparator<String> NUMBERS = Versions::compareNumbers;

    private Versions() {}

    /// Digits are compared as they stand: thousands of versions are compared at each look.
    private static int compareNumbers(String one, String other) {
        if (!isPlain(one) || !isPlain(other)) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        int byLength = Integer.compare(one.length(), other.length());
        return byLength == 0 ? one.compareTo(other) : byLength;
    }

    /// Whether it begins with a digit that counts.
    private static boolean isPlain(String version) {
        return !version.isEmpty() && version.charAt(0) >= '1' && version.charAt(0) <= '9';
    }

    /// Refuses two files of one version, and names both.
    static <T> void refuseDuplicates(
            Folder folder,
            Collection<T> files,
            Comparator<String> order,
            Function<T, String> version,
            Function<T, String> name) {
        Map<String, String> seen = new TreeMap<>(order);
        for (var file : files) {
            var other = seen.putIfAbsent(version.apply(file), name.apply(file));
            if (other != null) {
                throw duplicate(folder, version.apply(file), other, name.apply(file));
            }
        }
    }

    static MigrationFolderException duplicate(
            Folder folder, String version, String one, String other) {
        return new MigrationFolderException(
                "two migrations in "
                        + folder.origin()
                        + " have the version "
                        + version
                        + ": "
                        + one
                        + " and "
                        + other
                        + "; give one of them another version");
    }

    static MigrationFolderException none(Folder folder, String naming) {
        return new MigrationFolderException(
                "there are no migrations in " + folder.origin() + ": " + naming);
    }
}
