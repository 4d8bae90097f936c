package dev.slipway.migrate.format;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts the values of placeholders, such as `${owner}`, into a text, wherever they stand in it.
///
/// Names count in any case. What is put in is not looked through again.
final class FlywayPlaceholders {

    private static final String SETTING = "flyway.placeholders.";

    private final String prefix;
    private final String suffix;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    FlywayPlaceholders(Settings settings) {
        prefix = settings.get("flyway.placeholderPrefix").orElse("${");
        suffix = settings.get("flyway.placeholderSuffix").orElse("}");
        settings.values()
                .forEach((name, value) -> {
                    if (name.startsWith(SETTING)) {
                        values.put(name.substring(SETTING.length()), value);
                    }
                });
    }

    static String setting(String name) {
        return SETTING + name;
    }

    /// The name of one that Flyway itself fills.
    static String builtIn(String name, Settings settings) {
        return "flyway" + settings.get("flyway.placeholderSeparator").orElse(":") + name;
    }

    /// @param place of the text, for messages
    /// @throws MigrationFolderException when a placeholder has no value
    String fill(String place, String text) {
        if (!text.contains(prefix)) {
            return text;
        }
        var filled = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(prefix, at)) {
                int end = text.indexOf(suffix, at + prefix.length());
                filled.append(value(place, text, at, end));
                at = end + suffix.length();
            } else {
                int end = Math.min(at + passedOver(text, at), text.length());
                filled.append(text, at, end);
                at = end;
            }
        }
        return filled.toString();
    }

    /// How much Flyway reads before it knows that no prefix begins here, and does not look at
    /// again: the second dollar sign of `$${owner}` begins none.
    private int passedOver(String text, int at) {
        int read = 1;
        while (read < prefix.length() && text.startsWith(prefix.substring(0, read), at)) {
            read++;
        }
        return read;
    }

    private String value(String place, String text, int at, int end) {
        if (end < 0) {
            throw new MigrationFolderException(
                    place
                            + ":"
                            + line(text, at)
                            + " begins a placeholder with "
                            + prefix
                            + " that "
                            + suffix
                            + " never ends: end it, or set flyway.placeholderReplacement to false");
        }
        var name = text.substring(at + prefix.length(), end);
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() ->
                        new MigrationFolderException(
                                place
                                        + ":"
                                        + line(text, at)
                                        + " has the placeholder "
                                        + prefix
                                        + name
                                        + suffix
                                        + ", which has no value: set flyway.placeholders."
                                        + name
                                        + ", or flyway.placeholderReplacement to false"));
    }

    private static long line(String text, int at) {
        return text.chars().limit(at).filter(c -> c == '\n').count() + 1;
    }
}
