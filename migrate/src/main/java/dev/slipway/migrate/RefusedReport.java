package dev.slipway.migrate;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.List;

/// Tells that nothing was done, and why.
final class RefusedReport {

    private RefusedReport() {}

    /// @param what was left undone, as the beginning of a sentence
    /// @param why what is, and what to do, without a full stop
    static Report of(String rule, String what, String why) {
        var finding = new Finding(rule, Severity.ERROR, Place.of("history"), why + ".", "", "");
        return new Report(
                new Verdict.Block(List.of(finding)),
                what + ": " + why + ".",
                List.of(),
                Json.object().put("outcome", "refused").put("why", why));
    }
}
