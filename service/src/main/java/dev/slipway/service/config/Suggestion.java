package dev.slipway.service.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What somebody probably meant who wrote a name that is not known.
final class Suggestion {

    private Suggestion() {}

    /// The remedy for a name that is not known.
    static String remedy(String wrong, Collection<String> names) {
        return among(wrong, names)
                .map(name -> "Did you mean `" + name + "`?")
                .orElse("Take it out: nothing reads it.");
    }

    /// The nearest of the names, if it is near: other case, other separators, a few other letters,
    /// or the same word in another section.
    static Optional<String> among(String wrong, Collection<String> names) {
        var plain = plain(wrong);
        var nearest =
                names.stream()
                        .min(
                                Comparator.comparingInt(
                                                (String name) -> distance(plain, plain(name)))
                                        .thenComparing(Comparator.naturalOrder()));
        return nearest.filter(name -> distance(plain, plain(name)) <= near(plain))
                .or(() ->
                        names.stream()
                                .filter(name -> last(name).equals(last(wrong)))
                                .sorted()
                                .findFirst());
    }

    /// Two letters that changed places are two changes.
    private static int near(String wrong) {
        return wrong.length() < 4 ? 1 : Math.max(2, wrong.length() / 4);
    }

    private static String last(String name) {
        return plain(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /// How many letters must be put in, taken out or changed.
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
