package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Statements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The statements in a server's log, as `log_statement` and `log_min_duration_statement` write
/// them; whatever the prefix of the lines is. Each text once, with the line where it came first.
final class ServerLog {

    private static final Pattern BEGINS =
            Pattern.compile(
                    ".*?LOG:\\s+(?:duration: [\\d.]+ ms\\s+)?"
                            + "(?:statement|execute(?: fetch from)? [^:]+): (.*)");

    /// What continues an entry begins with a tab.
    private static final String CONTINUES = "\t";

    private ServerLog() {}

    static boolean isOne(String text) {
        return text.lines().anyMatch(line -> BEGINS.matcher(line).matches());
    }

    static List<OldStatement> statements(String source, String text) {
        var found = new LinkedHashMap<String, OldStatement>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var match = BEGINS.matcher(lines.get(i));
            if (match.matches()) {
                collect(source, i + 1, entry(match.group(1), lines, i + 1), found);
            }
        }
        return List.copyOf(found.values());
    }

    private static String entry(String first, List<String> lines, int next) {
        var entry = new ArrayList<>(List.of(first));
        for (int i = next; i < lines.size() && lines.get(i).startsWith(CONTINUES); i++) {
            entry.add(lines.get(i).substring(CONTINUES.length()));
        }
        return String.join("\n", entry);
    }

    private static void collect(
            String source, int line, String sql, Map<String, OldStatement> found) {
        for (var one : Statements.split(sql)) {
            found.putIfAbsent(one.sql(), new OldStatement(source + ":" + line, one.sql()));
        }
    }
}
