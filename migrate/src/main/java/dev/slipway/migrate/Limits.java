package dev.slipway.migrate;

import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.Script;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a migration may wait for others.
///
/// @param lockTimeout all lock waits of one attempt together
/// @param lockBudget how long attempts go on
/// @param waitOldTransactions what a statement outside a transaction waits for others to end theirs
record Limits(Duration lockTimeout, Duration lockBudget, Duration waitOldTransactions) {

    private static final Pattern LINE =
            Pattern.compile(
                    "^[ \\t]*--[ \\t]*slipway:(lock-timeout|wait-old-transactions)\\b(.*)$",
                    Pattern.MULTILINE);

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    /// These limits with what the script's own comments set in their place.
    ///
    /// @throws MigrationFolderException when such a comment holds no time
    Limits in(Script script) {
        var limits = this;
        var line = LINE.matcher(script.text());
        while (line.find()) {
            var time = time(line.group(2).strip());
            limits = limits.with(line.group(1), time.orElseThrow(() -> wrong(script, line)));
        }
        return limits;
    }

    private Limits with(String name, Duration time) {
        return name.equals("lock-timeout")
                ? new Limits(time, lockBudget, waitOldTransactions)
                : new Limits(lockTimeout, lockBudget, time);
    }

    private static Optional<Duration> time(String text) {
        var time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(time.group(1));
        var duration =
                switch (time.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        return duration.isZero() ? Optional.empty() : Optional.of(duration);
    }

    private static MigrationFolderException wrong(Script script, Matcher line) {
        long number = script.text().substring(0, line.start()).lines().count() + 1;
        return new MigrationFolderException(
                script.file()
                        + ":"
                        + number
                        + ": '"
                        + line.group(2).strip()
                        + "' is no time for slipway:"
                        + line.group(1)
                        + ": write one such as 500ms, 30s, 10m or 2h");
    }
}
