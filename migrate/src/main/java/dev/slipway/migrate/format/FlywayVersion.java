package dev.slipway.migrate.format;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/// How Flyway's versions are written and follow each other.
///
/// A version is numbers with dots between. Leading zeros of a number and zeros at the end mean
/// nothing, yet the text stays as it was written. A repeatable migration has no version: it is
/// named `R__<description>` here, and comes after all that have one.
final class FlywayVersion {

    static final Comparator<String> ORDER = FlywayVersion::compare;

    private static final String REPEATABLE = "R__";
    private static final Pattern WRITTEN = Pattern.compile("[+-]?[0-9]+(?:[._][0-9]+)*");

    private FlywayVersion() {}

    static boolean isOne(String written) {
        return WRITTEN.matcher(written).matches();
    }

    /// How Flyway shows a version that is written in the name of a file.
    static String shown(String written) {
        return written.replace('_', '.');
    }

    static String ofRepeatable(String description) {
        return REPEATABLE + description;
    }

    static boolean isRepeatable(String version) {
        return version.startsWith(REPEATABLE);
    }

    private static int compare(String one, String other) {
        if (isRepeatable(one) || isRepeatable(other)) {
            return isRepeatable(one) && isRepeatable(other)
                    ? one.compareTo(other)
                    : Boolean.compare(isRepeatable(one), isRepeatable(other));
        }
        int at = 0;
        int otherAt = 0;
        while (at < one.length() || otherAt < other.length()) {
            int end = partEnd(one, at);
            int otherEnd = partEnd(other, otherAt);
            int compared = number(one, at, end).compareTo(number(other, otherAt, otherEnd));
            if (compared != 0) {
                return compared;
            }
            at = end + 1;
            otherAt = otherEnd + 1;
        }
        return 0;
    }

    private static int partEnd(String version, int from) {
        int dot = version.indexOf('.', from);
        return dot < 0 ? Math.max(from, version.length()) : dot;
    }

    /// One part; one that is not there counts as zero.
    private static BigInteger number(String version, int from, int end) {
        try {
            return from < end ? new BigInteger(version.substring(from, end)) : BigInteger.ZERO;
        } catch (NumberFormatException e) {
            throw new MigrationFolderException(
                    version + " is no version of Flyway's: write numbers with dots between", e);
        }
    }
}
