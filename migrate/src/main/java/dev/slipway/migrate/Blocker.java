package dev.slipway.migrate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A session that a migration waits for.
///
/// @param pid of its server process; 0 for a prepared transaction, which has none
/// @param application as the session names itself
/// @param query what it runs or ran last, on one line, cut short and without its strings
/// @param age of its transaction, if it has one and this role may see it
public record Blocker(int pid, String application, String query, Optional<Duration> age) {

    private static final int LONGEST_QUERY = 80;

    /// A string, or the rest of one that the server cut off.
    private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*(?:'|$)");

    /// From four columns of a row: pid, application, query, and age in seconds; empty where there
    /// is no pid.
    static Optional<Blocker> read(ResultSet row, int first) throws SQLException {
        int pid = row.getInt(first);
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(
                new Blocker(
                        pid,
                        Optional.ofNullable(row.getString(first + 1)).orElse(""),
                        shown(Optional.ofNullable(row.getString(first + 2)).orElse("")),
                        Optional.ofNullable(row.getObject(first + 3, Double.class))
                                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)))));
    }

    private static String shown(String sql) {
        var line = STRING.matcher(sql).replaceAll("'…'").replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_QUERY ? line : line.substring(0, LONGEST_QUERY) + "…";
    }

    /// The end of a sentence about what could not be had.
    static String held(List<Blocker> blockers) {
        return blockers.isEmpty()
                ? ""
                : ", because of "
                        + blockers.stream()
                                .map(Blocker::toString)
                                .collect(Collectors.joining("; and of "));
    }

    @Override
    public String toString() {
        if (pid == 0) {
            return "a prepared transaction";
        }
        return "process "
                + pid
                + " ("
                + (application.isEmpty() ? "unnamed" : application)
                + age.map(old -> ", in a transaction for " + old.toSeconds() + " s").orElse("")
                + ")"
                + (query.isEmpty() ? "" : ": " + query);
    }
}
