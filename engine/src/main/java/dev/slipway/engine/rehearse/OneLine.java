package dev.slipway.engine.rehearse;

/// SQL, short enough to stand in a line of a report.
final class OneLine {

    private static final int LONGEST = 72;

    private OneLine() {}

    static String of(String sql) {
        var line = sql.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
