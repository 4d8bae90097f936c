package dev.slipway.migrate;

import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.util.List;
import java.util.Optional;

/// How adopting a database ended.
public sealed interface BaselineOutcome {

    /// It has a history now, which begins at `version`.
    ///
    /// @param covered the versions that count as applied
    record Done(String version, List<String> covered) implements BaselineOutcome {
        public Done {
            covered = List.copyOf(covered);
        }
    }

    /// It cannot be adopted so, and nothing was changed.
    record Refused(Exit exit, String why) implements BaselineOutcome {}

    /// Somebody else held the migration lock all the time that there was to wait.
    record Locked(Optional<Holder> holder) implements BaselineOutcome {}

    /// How a command that adopts a database ends.
    default Exit exit() {
        if (this instanceof Done) {
            return Exit.DONE;
        }
        return this instanceof Refused refused ? refused.exit() : Exit.LOCKED;
    }

    default Report toReport() {
        if (this instanceof Done done) {
            return report(done);
        }
        return this instanceof Refused refused
                ? report(refused)
                : LockedReport.of("Nothing was adopted", ((Locked) this).holder());
    }

    private static Report report(Done done) {
        int count = done.covered().size();
        return new Report(
                new Verdict.Pass(),
                "Adopted at "
                        + done.version()
                        + ": "
                        + (count == 1 ? "1 migration counts" : count + " migrations count")
                        + " as applied, and none was run.",
                List.of(new Section.Text("Counted as applied", done.covered())),
                Json.object()
                        .put("outcome", "done")
                        .put("version", done.version())
                        .put("covered", Json.strings(done.covered())));
    }

    private static Report report(Refused refused) {
        var finding =
                new Finding(
                        "baseline/refused",
                        Severity.ERROR,
                        Place.of("history"),
                        refused.why() + ".",
                        "",
                        "");
        return new Report(
                new Verdict.Block(List.of(finding)),
                "Nothing was adopted: " + refused.why() + ".",
                List.of(),
                Json.object().put("outcome", "refused").put("why", refused.why()));
    }
}
