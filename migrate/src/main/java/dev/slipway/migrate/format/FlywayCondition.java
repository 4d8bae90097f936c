package dev.slipway.migrate.format;

import java.util.Arrays;

/// What `shouldExecute` may say: `true`, `false`, `a==b`, `a!=b`, and these with `&&` and `||`.
final class FlywayCondition {

    private FlywayCondition() {}

    /// @param place of the text, for messages
    /// @throws MigrationFolderException when it says something else
    static boolean holds(String place, String text) {
        var condition = text.strip();
        if (condition.contains("||")) {
            return Arrays.stream(condition.split("\\|\\|", -1))
                    .anyMatch(part -> holds(place, part));
        }
        if (condition.contains("&&")) {
            return Arrays.stream(condition.split("&&", -1)).allMatch(part -> holds(place, part));
        }
        if (condition.equalsIgnoreCase("true") || condition.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(condition);
        }
        var sides = condition.split("[!=]=", -1);
        if (sides.length != 2) {
            throw new MigrationFolderException(
                    place
                            + " has the condition "
                            + condition
                            + ": say true, false, a==b or a!=b, joined with && or ||");
        }
        return sides[0].strip().equals(sides[1].strip()) == condition.contains("==");
    }
}
