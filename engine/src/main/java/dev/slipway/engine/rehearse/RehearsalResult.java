package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.AtRisk;
import dev.slipway.engine.compat.Broken;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.down.RehearsedDown;
import dev.slipway.engine.rollback.Observations;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.engine.rollback.WayBack;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.SchemaProof;
import dev.slipway.migrate.Status;
import dev.slipway.report.Exit;
import dev.slipway.report.Report;
import dev.slipway.report.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a rehearsal saw.
///
/// @param oldVersion as reports call the version to go back to
/// @param status of the copy before anything was migrated
/// @param compat the old version's SQL; empty when none was given, nothing was pending, or the
///   migrations did not run to their end
/// @param downs newest first; empty when they were not tried, or the migrations did not run to
///   their end
/// @param yardstick what the findings are measured by
/// @param starts of the versions that could be started
/// @param proof what a database may remember of it; empty when nothing is proven of a version that
///   has a name
public record RehearsalResult(
        String oldVersion,
        Status status,
        Run run,
        Optional<CompatResult> compat,
        List<RehearsedDown> downs,
        WaysBack waysBack,
        Yardstick yardstick,
        Starts starts,
        Optional<SchemaProof> proof) {

    /// Measured by nothing but the copy, on which no version was started, and proving nothing that
    /// lasts.
    RehearsalResult(
            String oldVersion,
            Status status,
            Run run,
            Optional<CompatResult> compat,
            List<RehearsedDown> downs,
            WaysBack waysBack) {
        this(
                oldVersion,
                status,
                run,
                compat,
                downs,
                waysBack,
                Yardstick.COPY,
                Starts.NONE,
                Optional.empty());
    }

    public RehearsalResult {
        downs = List.copyOf(downs);
    }

    /// What is known without a copy: that nothing is pending, or that no migration may run.
    public static Optional<RehearsalResult> withoutCopy(String oldVersion, Status status) {
        if (status.mayMigrate() && !status.pending().isEmpty()) {
            return Optional.empty();
        }
        var run = status.mayMigrate() ? new Run.Ended(List.of()) : new Run.Refused();
        var code = new OldCode.Unknown("nothing was rehearsed");
        var seen =
                new Observations(
                        oldVersion, status.pending().size(), code, Optional.empty(), false);
        return Optional.of(
                new RehearsalResult(
                        oldVersion, status, run, Optional.empty(), List.of(), WaysBack.of(seen)));
    }

    /// What ran, in order.
    public List<RehearsedStatement> statements() {
        return run.statements();
    }

    /// How many migrations were to run.
    public int pending() {
        return status.pending().size();
    }

    /// How long the statements took in all.
    public Duration took() {
        return statements().stream()
                .map(RehearsedStatement::took)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// The longest that a request would have to wait for one of the statements.
    public Duration longestBlock() {
        return statements().stream()
                .map(RehearsedStatement::longestBlock)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Whether the old code is proven to work on the new schema.
    public boolean codeOnly() {
        return waysBack.recommended() instanceof WayBack.CodeOnly;
    }

    /// Statements of the old version that worked before and do not now.
    List<Broken> broken() {
        return compat.map(CompatResult::broken).orElse(List.of());
    }

    /// Statements of the old version that may not, by their values.
    List<AtRisk> atRisk() {
        return compat.map(CompatResult::atRisk).orElse(List.of());
    }

    /// How a command that shows this ends. Where no migration may run, as `db migrate` would.
    public Exit exit(FailOn failOn) {
        if (run instanceof Run.Refused) {
            return new Outcome.Refused(status).exit();
        }
        return switch (toReport(failOn).verdict()) {
            case Verdict.Pass _, Verdict.Waived _ -> Exit.DONE;
            case Verdict.Block _ -> Exit.BLOCKED;
            case Verdict.Inconclusive _ -> Exit.INCONCLUSIVE;
        };
    }

    /// How it ends where only what is certain to do harm stands in the way.
    public Exit exit() {
        return exit(FailOn.BLOCKER);
    }

    public Report toReport() {
        return toReport(FailOn.BLOCKER);
    }

    public Report toReport(FailOn failOn) {
        var findings = RehearsalFindings.of(this).blocking(failOn);
        return new RehearsalReport(this, findings).report();
    }
}
