package dev.slipway.engine.rehearse;

import dev.slipway.engine.start.CheckRun;
import dev.slipway.engine.start.StartOutcome;
import dev.slipway.engine.start.Started;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.List;
import java.util.stream.Stream;

/// What the versions that were started did not do, all of which stands in the way of a release.
record StartFindings(Starts starts, String oldVersion) {

    private static final String NEW_VERSION = "the new version";

    private static final String LET_IT_START =
            "Keep what it needs to start; if it refuses a database that is ahead of its files, release"
                    + " first a version that tolerates that.";

    private static final String LOOK =
            "Look at its last lines, correct it or the migrations, and rehearse again.";

    List<Finding> findings() {
        return Stream.concat(
                        starts.old().stream().flatMap(this::old),
                        starts.next().stream().flatMap(StartFindings::next))
                .toList();
    }

    private Stream<Finding> old(Started old) {
        return switch (old.outcome()) {
            case StartOutcome.NotReady(var why, _, _) ->
                    Stream.of(
                            finding(
                                    "compat/refuses-to-start",
                                    oldVersion,
                                    "does not start on the new schema, and does on the old one",
                                    evidence(why, old),
                                    LET_IT_START));
            case StartOutcome.Died _ ->
                    Stream.of(
                            finding(
                                    "compat/ended",
                                    oldVersion,
                                    "ends while its checks are made on the new schema, and does not on the old one",
                                    evidence(old.sentence(), old),
                                    RehearsalFindings.EXPAND_FIRST));
            case StartOutcome.Worked _, StartOutcome.CheckFailed _ ->
                    starts.broken().stream()
                            .map(check ->
                                    failed(
                                            "compat/check-failed",
                                            oldVersion,
                                            "fails the check %s on the new schema, and passes it on the old one",
                                            check,
                                            RehearsalFindings.EXPAND_FIRST));
        };
    }

    private static Stream<Finding> next(Started next) {
        return switch (next.outcome()) {
            case StartOutcome.NotReady(var why, _, _) ->
                    Stream.of(
                            finding(
                                    "start/not-ready",
                                    NEW_VERSION,
                                    "does not start on the new schema",
                                    evidence(why, next),
                                    LOOK));
            case StartOutcome.Died _ ->
                    Stream.of(
                            finding(
                                    "start/ended",
                                    NEW_VERSION,
                                    "ends while its checks are made",
                                    evidence(next.sentence(), next),
                                    LOOK));
            case StartOutcome.Worked _, StartOutcome.CheckFailed _ ->
                    next.outcome().checks().stream()
                            .filter(check -> !check.passed())
                            .map(check ->
                                    failed(
                                            "start/check-failed",
                                            NEW_VERSION,
                                            "fails the check %s",
                                            check,
                                            LOOK));
        };
    }

    private static Finding failed(
            String rule, String version, String fact, CheckRun check, String remedy) {
        var said = String.join("\n", check.lastLines());
        return finding(
                rule,
                version,
                fact.formatted(OneLine.of(check.command())),
                said.isEmpty() ? check.ending() : check.ending() + "\n" + said,
                remedy);
    }

    private static String evidence(String what, Started started) {
        return Stream.concat(Stream.of(what), started.outcome().lastLines().stream())
                .reduce((one, next) -> one + "\n" + next)
                .orElse(what);
    }

    private static Finding finding(
            String rule, String version, String fact, String evidence, String remedy) {
        return new Finding(rule, Severity.ERROR, Place.of(version), fact, evidence, remedy);
    }
}
