package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Statements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of SQL, with what sqlc adds to it: a name for each query, and names for parameters.
final class SqlFile {

    /// As in `-- name: ListRooms :many`.
    private static final Pattern NAME = Pattern.compile("\\s*--\\s*name:\\s*(\\w+)\\s+:\\w+.*");

    /// Quoted text, which is left alone; `sqlc.arg(name)` and its like; `sqlc.embed(table)`;
    /// `@name`; and `$1`, which is a name like any other then.
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "'(?:[^']|'')*'"
                            + "|sqlc\\.(?:n?arg|slice)\\(\\s*'?(\\w+)'?\\s*\\)"
                            + "|sqlc\\.embed\\(\\s*(\\w+)\\s*\\)"
                            + "|(?<![\\w@<>=!~&|#?])@(\\w+)"
                            + "|\\$(\\d+)");

    private SqlFile() {}

    static List<OldStatement> statements(String source, String text) {
        var lines = text.lines().toList();
        var statements = new ArrayList<OldStatement>();
        int after = 0;
        for (var one : Statements.split(text)) {
            var name = name(lines, after, one.line() - 1);
            statements.add(
                    name.map(known ->
                                    new OldStatement(
                                            source + ":" + one.line() + " " + known,
                                            numbered(one.sql())))
                            .orElseGet(
                                    () -> new OldStatement(source + ":" + one.line(), one.sql())));
            after = lastLine(one);
        }
        return statements;
    }

    private static int lastLine(Statement statement) {
        return statement.lineAt(statement.sql().length() + 1);
    }

    /// The last name in the lines between two statements.
    private static Optional<String> name(List<String> lines, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            var match = NAME.matcher(lines.get(i));
            if (match.matches()) {
                return Optional.of(match.group(1));
            }
        }
        return Optional.empty();
    }

    private static String numbered(String sql) {
        var numbers = new LinkedHashMap<String, Integer>();
        return PARAMETER.matcher(sql).replaceAll(match -> quoted(replaced(match, numbers)));
    }

    private static String replaced(MatchResult match, Map<String, Integer> numbers) {
        if (match.group(2) != null) {
            return match.group(2) + ".*";
        }
        for (int group : List.of(1, 3, 4)) {
            if (match.group(group) != null) {
                return "$" + numbers.computeIfAbsent(match.group(group), _ -> numbers.size() + 1);
            }
        }
        return match.group();
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
