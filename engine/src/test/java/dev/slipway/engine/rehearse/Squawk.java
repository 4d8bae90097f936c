package dev.slipway.engine.rehearse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The linter squawk, as it comes, told the server's version, and shown the transaction that the
/// statement runs in.
///
/// @param program squawk 2.66.0
record Squawk(Path program) {

    /// Of taste, of the session's settings, or of what the code makes of a change, which no server
    /// shows: they count neither for it nor against it.
    private static final Set<String> ASIDE =
            Set.of(
                    "ban-char-field",
                    "ban-drop-not-null",
                    "identifier-too-long",
                    "require-enum-value-ordering",
                    "require-lock-timeout",
                    "require-statement-timeout");

    private static final String TASTE = "prefer-";

    private static final Pattern RULE = Pattern.compile("\"rule_name\":\"([^\"]+)\"");

    /// The names of the rules that the statement breaks, in its view.
    SortedSet<String> rules(HazardCase one, int major) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString(), "--reporter", "json"));
        command.add("--pg-version=" + major + ".0");
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = process.outputWriter()) {
            in.write(one.alone() ? one.sql() + ";\n" : "begin;\n" + one.sql() + ";\ncommit;\n");
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return named(said);
    }

    private static SortedSet<String> named(String said) {
        if (!said.startsWith("[")) {
            throw new IllegalStateException("squawk said: " + said);
        }
        var rules = new TreeSet<String>();
        RULE.matcher(said).results().forEach(found -> rules.add(found.group(1)));
        return rules;
    }

    /// Whether a rule says something that a server could show.
    static boolean counts(String rule) {
        return !rule.startsWith(TASTE) && !ASIDE.contains(rule);
    }
}
