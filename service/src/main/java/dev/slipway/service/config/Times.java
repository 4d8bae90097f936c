package dev.slipway.service.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/// Lengths of time as people write them: `500ms`, `30s`, `5m`, `2h`, `1d`, or ISO's `PT30S`.
public final class Times {

    /// As JSON Schema says it, whose patterns know no flags.
    static final String PATTERN = "^([0-9]{1,9}(ms|s|m|h|d)|[Pp][0-9DdTtHhMmSs.]+)$";

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private Times() {}

    /// @throws IllegalArgumentException with the end of a sentence that the text begins
    public static Duration read(String text) {
        var time = SHORT.matcher(text);
        return time.matches() ? of(Long.parseLong(time.group(1)), time.group(2)) : iso(text);
    }

    private static Duration of(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Duration iso(String text) {
        if (text.matches(PATTERN)) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("is no time such as PT30S", e);
            }
        }
        throw new IllegalArgumentException("is no time such as 500ms, 30s, 5m, 2h, 1d or PT30S");
    }

    /// In the largest unit that leaves no rest, so that `60s` and `PT1M` are shown alike.
    static String text(Duration time) {
        if (time.toNanosPart() % 1_000_000 != 0) {
            return time.toString();
        }
        if (time.toMillisPart() != 0) {
            return time.toMillis() + "ms";
        }
        long seconds = time.toSeconds();
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3_600 + "h";
    }
}
