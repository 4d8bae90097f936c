package dev.slipway.engine.validate;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;

/// Makes checks. The checks of the world are real: a request, a look into the history, a program.
public final class Validator {

    private Validator() {}

    public static CheckResult make(Check check) {
        return switch (check) {
            case Check.HttpReady ready -> new HttpProbe(ready).look();
            case Check.SchemaState schema -> new SchemaLook(schema).look();
            case Check.Command command -> new CommandRun(command).look();
        };
    }

    static CheckResult failed(
            Check check, String rule, String place, String fact, String evidence, String remedy) {
        return new CheckResult.Failed(
                check.name(),
                new Finding(rule, Severity.ERROR, Place.of(place), fact, evidence, remedy));
    }
}
