package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.rollback.WayBack;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.migrate.Status;
import dev.slipway.report.Report;
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
public record RehearsalResult(
        String oldVersion,
        Status status,
        Run run,
        Optional<CompatResult> compat,
        WaysBack waysBack) {

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

    public Report toReport() {
        return new RehearsalReport(this, RehearsalFindings.of(this)).report();
    }
}
