package dev.slipway.engine.release;

import dev.slipway.engine.validate.CheckResult;
import dev.slipway.engine.validate.Validator;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes every check, also when an early one fails, so that a person sees all at once.
public final class ValidateRunner implements Runner<Step.Validate> {

    /// What was true once is looked at again.
    @Override
    public Optional<Outcome.Done> probe(Step.Validate step, Errand errand) {
        return Optional.empty();
    }

    @Override
    public Outcome run(Step.Validate step, Errand errand) {
        var results = step.checks().stream().map(Validator::make).toList();
        var evidence = Json.object().put("checks", Json.array(results, ValidateRunner::toJson));
        var findings = findings(results);
        return findings.isEmpty()
                ? new Outcome.Done(results.size() + " checks passed", evidence)
                : new Outcome.Blocked(findings, evidence);
    }

    private static List<Finding> findings(List<CheckResult> results) {
        var findings = new ArrayList<Finding>();
        for (var result : results) {
            if (result instanceof CheckResult.Failed(_, var finding)) {
                findings.add(finding);
            }
        }
        return findings;
    }

    private static Json.Obj toJson(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed(var check, var seen) ->
                    Json.object().put("check", check).put("passed", true).put("seen", seen);
            case CheckResult.Failed(var check, var finding) ->
                    Json.object()
                            .put("check", check)
                            .put("passed", false)
                            .put("seen", finding.fact());
        };
    }
}
