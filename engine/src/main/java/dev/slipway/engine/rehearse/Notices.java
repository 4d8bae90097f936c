package dev.slipway.engine.rehearse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the server says at `client_min_messages = debug1` about the work that it does.
record Notices(List<String> lines) {

    private static final Pattern VERIFIES = Pattern.compile("verifying table \"(.*)\"");
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("validating foreign key constraint \"(.*)\"");
    private static final Pattern TEMPORARY =
            Pattern.compile("temporary file: path \".*\", size ([0-9]+)");

    Notices {
        lines = List.copyOf(lines);
    }

    /// Bare names of tables that are read from end to end against a constraint.
    Stream<String> verifiedTables() {
        return names(VERIFIES);
    }

    /// Bare names of foreign keys whose rows are looked up one and all.
    Stream<String> validatedForeignKeys() {
        return names(FOREIGN_KEY);
    }

    /// Of files that were needed for a moment, all together.
    long temporaryBytes() {
        return names(TEMPORARY).mapToLong(Long::parseLong).sum();
    }

    private Stream<String> names(Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}
