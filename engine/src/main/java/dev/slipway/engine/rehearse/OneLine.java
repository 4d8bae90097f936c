package dev.slipway.engine.rehearse;

/// SQL, short enough to stand in a line of a report.
final class OneLine {

    private static final int LONGEST = 72;

    private OneLine() {}

    static String of(String sql) {
        return of(sql, LONGEST);
    }

    /// At most `longest` characters of it.
    static String of(String sql, int longest) {
        var line = sql.strip().replaceAll("\\s+", " ");
        int most = Math.min(longest, LONGEST);
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
