package dev.slipway.engine.release;

import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.NewRelease;
import dev.slipway.engine.plan.Plan;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.List;
import java.util.OptionalLong;

/// Opens releases: writes what is to be done into the ledger, and does none of it.
public final class Opening {

    private final Ledger ledger;

    public Opening(Ledger ledger) {
        this.ledger = ledger;
    }

    /// How opening a release ended.
    public sealed interface Opened {

        /// It is in the ledger, to be conducted.
        record Release(long id) implements Opened {}

        /// It is not, and why.
        record Refused(List<Finding> findings) implements Opened {
            public Refused {
                findings = List.copyOf(findings);
            }
        }
    }

    /// Opens a release to a new version.
    public Opened forward(ServiceSpec spec, Plan plan) {
        return open(spec, plan, OptionalLong.empty());
    }

    /// Opens the way back from a release, by code alone, if the release's own record proves it.
    ///
    /// @param plan made by [Plan#back]
    public Opened back(ServiceSpec spec, Plan plan, long release) {
        var forward = ledger.release(release);
        var latest = ledger.latest(forward.service(), forward.environment()).orElse(forward);
        if (latest.id() != release) {
            return refused(
                    spec,
                    "rollback/not-the-latest",
                    "Release " + latest.id() + " came after release " + release + ".",
                    "Take back the latest one, or release forward.");
        }
        return BackByCode.obstacle(ledger.evidence(release), plan)
                .<Opened>map(finding -> new Opened.Refused(List.of(finding)))
                .orElseGet(() -> open(spec, plan, OptionalLong.of(release)));
    }

    private Opened open(ServiceSpec spec, Plan plan, OptionalLong takesBack) {
        if (!plan.problems().isEmpty()) {
            return new Opened.Refused(plan.problems());
        }
        if (!plan.changesCode() && !plan.changesSchema()) {
            return refused(
                    spec,
                    "release/nothing-to-do",
                    plan.from().name() + " and " + plan.to().name() + " do not differ.",
                    "");
        }
        var steps = new Itinerary(spec, plan).steps().stream().map(StepFormat::write).toList();
        var release =
                new NewRelease(
                        spec.name(),
                        spec.environment(),
                        plan.from().name(),
                        plan.to().name(),
                        takesBack,
                        SpecFormat.write(spec),
                        plan.toJson(),
                        steps);
        var id = ledger.create(release, KnownSecrets.of(spec));
        return id.isPresent()
                ? new Opened.Release(id.getAsLong())
                : refused(
                        spec,
                        "release/another-is-open",
                        "Another release of " + spec.name() + " is open.",
                        "Conduct that one to its end first.");
    }

    private static Opened refused(ServiceSpec spec, String rule, String fact, String remedy) {
        var place = Place.of(spec.name() + " in " + spec.environment());
        return new Opened.Refused(
                List.of(new Finding(rule, Severity.ERROR, place, fact, "", remedy)));
    }
}
