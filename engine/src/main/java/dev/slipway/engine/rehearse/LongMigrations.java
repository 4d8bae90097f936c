package dev.slipway.engine.rehearse;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Migrations that take so long that whoever ships the release must be told.
///
/// @param versions of the migrations by the names of their files
record LongMigrations(
        List<RehearsedStatement> statements, Map<String, String> versions, Yardstick yardstick) {

    static final String RULE = "time/long-migration";

    /// Those that the release notes do not name.
    List<Finding> untold() {
        return longer().entrySet().stream()
                .filter(one -> !told(one.getKey()))
                .map(one ->
                        finding(
                                one.getKey(),
                                one.getValue(),
                                Severity.ERROR,
                                yardstick.notes().isPresent()
                                        ? "the release notes do not name it"
                                        : "no release notes were given",
                                "Write in the release notes that %s takes about %s, and give them with --notes."
                                        .formatted(one.getKey(), Span.text(one.getValue()))))
                .toList();
    }

    /// Those that they name.
    List<Finding> told() {
        return longer().entrySet().stream()
                .filter(one -> told(one.getKey()))
                .map(one ->
                        finding(
                                one.getKey(),
                                one.getValue(),
                                Severity.NOTE,
                                "the release notes name it",
                                ""))
                .toList();
    }

    private Map<String, Duration> longer() {
        var took = new LinkedHashMap<String, Duration>();
        statements.forEach(one -> took.merge(one.migration(), one.took(), Duration::plus));
        took.values().removeIf(time -> time.compareTo(yardstick.longest()) <= 0);
        return took;
    }

    private boolean told(String file) {
        var text = yardstick.notes().orElse("");
        return text.contains(file)
                || (versions.containsKey(file) && names(text, versions.get(file)));
    }

    /// Not as a part of a longer number.
    private static boolean names(String text, String version) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(version) + "(?!\\w|\\.\\w)")
                .matcher(text)
                .find();
    }

    private Finding finding(
            String file, Duration took, Severity severity, String evidence, String remedy) {
        return new Finding(
                RULE,
                severity,
                Place.of(file),
                "takes %s, which is longer than %s"
                        .formatted(Span.text(took), Span.text(yardstick.longest())),
                evidence,
                remedy);
    }
}
