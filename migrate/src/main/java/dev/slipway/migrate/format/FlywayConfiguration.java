package dev.slipway.migrate.format;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Flyway's own configuration sets, in files named `flyway.conf` and `flyway.toml`.
///
/// Everything under `flyway` is taken, in the words of `flyway.conf`: `flyway.table`,
/// `flyway.placeholders.owner`. What a later Flyway sets and Slipway does not know is of no matter.
public final class FlywayConfiguration {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");
    private static final Pattern TOML_VARIABLE = Pattern.compile("\\$\\{env\\.([A-Za-z0-9_]+)}");

    private FlywayConfiguration() {}

    /// Reads one of its files from a folder.
    ///
    /// @param file its name, which ends in `.toml` or in something else
    /// @param environment the variables that the file may refer to
    /// @throws MigrationFolderException when it cannot be read; the message says where
    public static Settings read(Folder folder, String file, Map<String, String> environment) {
        var text = folder.text(file);
        var start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return file.endsWith(".toml")
                ? toml(folder.place(file), start, environment)
                : conf(start, environment);
    }

    private static Settings conf(String text, Map<String, String> environment) {
        return settings(FlywayProperties.parse(filled(VARIABLE, text, environment)), environment);
    }

    private static Settings toml(String place, String text, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        new FlywayToml(place, text)
                .values()
                .forEach((name, value) ->
                        values.put(name, filled(TOML_VARIABLE, value, environment)));
        return settings(values, environment);
    }

    /// A variable that is not set is nothing.
    private static String filled(Pattern variable, String text, Map<String, String> environment) {
        return variable.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(environment.getOrDefault(found.group(1), "")));
    }

    private static Settings settings(Map<String, String> values, Map<String, String> environment) {
        Map<String, String> ofFlyway = new HashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith("flyway.")) {
                ofFlyway.put(name, value);
            }
        });
        return new Settings(ofFlyway, environment);
    }
}
