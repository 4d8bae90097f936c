package dev.slipway.engine.compat;

import dev.slipway.report.Json;
import java.util.List;

/// What became of the old version's statements on the new schema.
///
/// @param checked how many worked before, and were tried again
/// @param broken those of them that do not work now
public record CompatResult(int checked, List<Skipped> skipped, List<Broken> broken) {

    public CompatResult {
        skipped = List.copyOf(skipped);
        broken = List.copyOf(broken);
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("checked", checked)
                .put("skipped", skipped.size())
                .put("broken", Json.array(broken, Broken::toJson))
                .put("skipped_statements", Json.array(skipped, Skipped::toJson));
    }
}
