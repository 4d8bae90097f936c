package dev.slipway.engine.postgres;

/// How one run of a program ended, and the last of what it said.
///
/// @param tool the program's name, such as `pg_dump`
/// @param status its exit status; 0 is success
/// @param out the end of its standard output, at most 64 KiB
/// @param err the end of its standard error, at most 64 KiB
public record ToolRun(String tool, int status, String out, String err) {

    private static final int SHOWN_LINES = 15;

    public boolean succeeded() {
        return status == 0;
    }

    /// The last lines of what it said, for a message: standard error, or else standard output.
    public String lastWords() {
        return lastLines(err.isBlank() ? out : err);
    }

    /// This run, when it succeeded.
    ///
    /// @param attempt what was being done, as the beginning of a sentence
    /// @throws PostgresException with the tool's own words
    public ToolRun orThrow(String attempt) {
        if (!succeeded()) {
            throw new PostgresException(
                    "%s failed: %s ended with status %d:%n%s"
                            .formatted(attempt, tool, status, lastWords()));
        }
        return this;
    }

    /// As many of the last lines as a message can hold.
    public static String lastLines(String text) {
        var lines = text.strip().lines().toList();
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
