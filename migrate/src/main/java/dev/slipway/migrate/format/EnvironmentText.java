package dev.slipway.migrate.format;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts environment variables into a text: `$NAME`, `${NAME}`, `${NAME:-default}`,
/// `${NAME-default}` and `${NAME:?message}`; `$$` and `\$` stand for a dollar sign.
record EnvironmentText(Map<String, String> environment) {

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\\\\\$|\\$\\$|\\$(?<plain>[A-Za-z_][A-Za-z0-9_]*)"
                            + "|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<how>:?[-?][^}]*)?\\}");

    /// @param wrong makes the exception of what is wrong with the text
    String fill(String text, Function<String, MigrationFolderException> wrong) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value((Matcher) match, wrong)));
    }

    private String value(Matcher match, Function<String, MigrationFolderException> wrong) {
        var name =
                Optional.ofNullable(match.group("plain"))
                        .or(() -> Optional.ofNullable(match.group("name")));
        if (name.isEmpty()) {
            return "$";
        }
        var how = Optional.ofNullable(match.group("how")).orElse("");
        boolean emptyCounts = !how.startsWith(":");
        var rest = emptyCounts ? how : how.substring(1);
        var value =
                Optional.ofNullable(environment.get(name.get()))
                        .filter(text -> emptyCounts || !text.isEmpty());
        if (rest.startsWith("?") && value.isEmpty()) {
            throw wrong.apply("the environment does not set " + name.get());
        }
        return value.orElse(rest.startsWith("-") ? rest.substring(1) : "");
    }
}
