package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.AtRisk;
import dev.slipway.engine.compat.Broken;
import dev.slipway.migrate.Problem;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The findings of a rehearsal, worst first.
///
/// Only what is certain to do harm blocks: a migration that fails or may not run, an old version
/// that breaks, a new one that does not start. How long something is stopped is for a person to
/// weigh.
///
/// @param blocking what stands in the way of the release
/// @param observed what the statements were seen to do
/// @param allowed findings that a comment above their statement says to be acceptable
record RehearsalFindings(List<Finding> blocking, List<Finding> observed, List<Allowed> allowed) {

    /// A finding, and who allows it why.
    record Allowed(Finding finding, Allowance by) {

        String sentence() {
            return "%s: %s".formatted(by.sentence(), finding.fact());
        }

        Json.Obj toJson() {
            return by.toJson().put("fact", finding.fact());
        }
    }

    static final String EXPAND_FIRST =
            "Keep what the old version uses beside what replaces it, and take it away in the release"
                    + " after.";

    private static final String RELEASE_AFTER =
            "Tighten in the release after, when no version is left that writes otherwise.";

    RehearsalFindings {
        blocking = List.copyOf(blocking);
        observed = List.copyOf(observed);
        allowed = List.copyOf(allowed);
    }

    static RehearsalFindings of(RehearsalResult result) {
        var seen =
                Stream.of(
                                atRisk(result),
                                result.statements().stream()
                                        .flatMap(statement -> observed(statement, result)),
                                slow(result).told().stream())
                        .flatMap(found -> found)
                        .sorted(Comparator.comparing(Finding::severity).reversed())
                        .toList();
        var allowed = seen.stream().flatMap(finding -> allowed(finding, result).stream()).toList();
        var silent = allowed.stream().map(Allowed::finding).toList();
        var observed = seen.stream().filter(finding -> !silent.contains(finding)).toList();
        var blocking =
                switch (result.run()) {
                    case Run.Ended _ ->
                            Stream.of(
                                            broken(result),
                                            new StartFindings(result.starts(), result.oldVersion())
                                                    .findings(),
                                            slow(result).untold())
                                    .flatMap(List::stream)
                                    .toList();
                    case Run.Failed(_, var failed) -> List.of(failed(failed));
                    case Run.Refused _ -> refused(result);
                };
        return new RehearsalFindings(blocking, observed, allowed);
    }

    private static LongMigrations slow(RehearsalResult result) {
        var yardstick = result.yardstick();
        return new LongMigrations(result.statements(), yardstick.versions(), yardstick);
    }

    private static Optional<Allowed> allowed(Finding finding, RehearsalResult result) {
        return result.yardstick().allowances().stream()
                .filter(allowance -> allowance.silences(finding))
                .findFirst()
                .map(allowance -> new Allowed(finding, allowance));
    }

    private static Stream<Finding> observed(RehearsedStatement statement, RehearsalResult result) {
        return Stream.concat(
                new Hazards(statement, result.yardstick().source()).findings().stream(),
                new DataHazards(statement, result.compat().isPresent()).findings().stream());
    }

    private static List<Finding> broken(RehearsalResult result) {
        return result.broken().stream().map(broken -> broken(broken, result.oldVersion())).toList();
    }

    private static Finding broken(Broken broken, String oldVersion) {
        var source = broken.statement().source();
        return new Finding(
                "compat/broken",
                Severity.ERROR,
                broken.brokenBy()
                        .map(line -> Place.line(line.migration(), line.line()))
                        .orElse(Place.of(source)),
                "breaks %s of %s".formatted(source, oldVersion),
                broken.error() + "\n" + OneLine.of(broken.statement().sql()),
                EXPAND_FIRST);
    }

    private static Stream<Finding> atRisk(RehearsalResult result) {
        return result.atRisk().stream().map(one -> atRisk(one, result.oldVersion()));
    }

    private static Finding atRisk(AtRisk atRisk, String oldVersion) {
        var source = atRisk.statement().source();
        return new Finding(
                "compat/at-risk",
                Severity.WARNING,
                atRisk.since()
                        .map(line -> Place.line(line.migration(), line.line()))
                        .orElse(Place.of(source)),
                "may break %s of %s, depending on its values".formatted(source, oldVersion),
                atRisk.constraint() + "\n" + OneLine.of(atRisk.statement().sql()),
                RELEASE_AFTER);
    }

    private static Finding failed(FailedStatement failed) {
        return new Finding(
                "rehearsal/failed",
                Severity.ERROR,
                failed.place(),
                "fails on the copy, and would fail on the original",
                failed.error(),
                failed.hint());
    }

    private static List<Finding> refused(RehearsalResult result) {
        return result.status().problems().stream().map(RehearsalFindings::refused).toList();
    }

    private static Finding refused(Problem problem) {
        return new Finding(
                "history/" + problem.kind().word(),
                Severity.ERROR,
                problem.place("history"),
                problem.what(),
                "",
                "");
    }

    List<Finding> all() {
        return Stream.concat(blocking.stream(), observed.stream()).toList();
    }

    /// With what was observed and is at least as severe as that in the way as well.
    RehearsalFindings blocking(FailOn failOn) {
        var harm = observed.stream().filter(one -> failOn.blocks(one.severity())).toList();
        return new RehearsalFindings(
                Stream.concat(blocking.stream(), harm.stream()).toList(),
                observed.stream().filter(one -> !harm.contains(one)).toList(),
                allowed);
    }

    /// Whether nothing was found against it.
    boolean harmless(RehearsedStatement statement) {
        var place = Place.line(statement.migration(), statement.line());
        return Stream.concat(all().stream(), allowed.stream().map(Allowed::finding))
                .noneMatch(finding -> finding.place().equals(place));
    }

    /// Whether a person should choose the hour.
    boolean needCare() {
        return observed.stream().anyMatch(one -> one.severity() != Severity.NOTE);
    }
}
