package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Build;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.plan.Plan;
import dev.slipway.engine.validate.Check;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The steps of a release, in order, as its plan asks for them.
record Itinerary(ServiceSpec spec, Plan plan) {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    private static final Duration LOCK_BUDGET = Duration.ofMinutes(10);

    List<Step> steps() {
        var steps = new ArrayList<Step>();
        if (plan.changesSchema()) {
            steps.addAll(schemaSteps());
        }
        if (plan.changesCode()) {
            var build = new Build(plan.to().name(), plan.to().artefact());
            for (var instance : spec.instances()) {
                steps.add(new Step.Restart("restart-" + instance.name(), instance, build));
            }
        }
        steps.add(new Step.Validate("validate", checks()));
        return steps;
    }

    private List<Step> schemaSteps() {
        var scratch = spec.workFolder().resolve("scratch");
        var migrations = spec.versions().migrationFolder(plan.to().name());
        return List.of(
                new Step.Backup("backup", spec.database(), spec.workFolder().resolve("backups")),
                new Step.Drill("drill", scratch),
                new Step.Rehearse(
                        "rehearse",
                        scratch,
                        migrations,
                        plan.from().name(),
                        Optional.of(spec.versions().queries(plan.from().name()))),
                new Step.Migrate(
                        "migrate",
                        spec.database(),
                        migrations,
                        plan.to().migrations().digest(),
                        LOCK_TIMEOUT,
                        LOCK_BUDGET));
    }

    /// Readiness of every instance, the schema, and then what the service asks for itself.
    private List<Check> checks() {
        var checks = new ArrayList<Check>();
        for (var instance : spec.instances()) {
            checks.add(ready(instance));
        }
        checks.add(
                new Check.SchemaState(
                        spec.database(),
                        spec.versions().migrationFolder(plan.to().name()),
                        plan.way() == Plan.Way.BACK_BY_CODE));
        spec.checks().forEach(check -> checks.add(filled(check)));
        return checks;
    }

    private Check ready(Instance instance) {
        return new Check.HttpReady(
                URI.create("http://127.0.0.1:" + instance.port() + "/health/ready"),
                Optional.of(running()));
    }

    /// The version that the instances are in afterwards.
    private String running() {
        return plan.changesCode() ? plan.to().name() : plan.from().name();
    }

    private Check filled(Check check) {
        return check instanceof Check.Command(var name, var words, var limit)
                ? new Check.Command(name, words.stream().map(this::filled).toList(), limit)
                : check;
    }

    private String filled(String word) {
        return word.replace("{version}", running())
                .replace("{artefact}", spec.versions().artefact(running()).toString());
    }
}
