package dev.slipway.engine.ledger;

import dev.slipway.report.Json;
import java.util.List;
import java.util.OptionalLong;

/// A release that is to be written into the ledger, with its steps in order.
///
/// @param takesBack the release whose journey this one undoes, when it goes back
/// @param spec the service as it was described, without secrets
/// @param plan what is to change, which is also the first entry of the record
public record NewRelease(
        String service,
        String environment,
        String from,
        String to,
        OptionalLong takesBack,
        Json.Obj spec,
        Json.Obj plan,
        List<NewStep> steps) {

    public NewRelease {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "a release of " + service + " to " + to + " needs at least one step");
        }
    }

    /// A step as it is before anybody began it.
    ///
    /// @param schemaVersion of the form in which `data` is written
    public record NewStep(String id, String kind, int schemaVersion, Json.Obj data) {}

    Direction direction() {
        return takesBack.isPresent() ? Direction.BACK : Direction.FORWARD;
    }
}
