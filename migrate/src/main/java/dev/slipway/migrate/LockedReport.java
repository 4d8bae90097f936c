package dev.slipway.migrate;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.List;
import java.util.Optional;

/// Tells that somebody else holds the migration lock.
final class LockedReport {

    private LockedReport() {}

    /// @param what was left undone, as the beginning of a sentence
    static Report of(String what, Optional<Holder> holder) {
        var who = holder.map(Holder::toString).orElse("a session that has just ended");
        var finding =
                new Finding(
                        "migrate/lock-held",
                        Severity.ERROR,
                        Place.of("migration lock"),
                        "It is held by " + who + ".",
                        "",
                        "Wait for it with a longer --wait, or end that session if its process is"
                                + " gone.");
        return new Report(
                new Verdict.Block(List.of(finding)),
                what + ": somebody else holds the migration lock.",
                List.of(new Section.Findings("Problems", List.of(finding))),
                Json.object().put("outcome", "locked").put("holder", who));
    }
}
