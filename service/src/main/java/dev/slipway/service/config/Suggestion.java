package dev.slipway.service.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody probably meant who wrote a name that is not known.
final class Suggestion {

    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");

    private record Near(String name, int changes) {}

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
        return names.stream()
                .map(name -> new Near(name, distance(plain, plain(name))))
                .min(Comparator.comparingInt(Near::changes).thenComparing(Near::name))
                .filter(nearest -> nearest.changes() <= near(plain))
                .map(Near::name)
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
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
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
