package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.Skipped;
import java.util.ArrayList;
import java.util.List;

/// How much of the old version's SQL was looked at, for a person.
record OldSqlLines(CompatResult compat) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(counts());
        if (!compat.unchecked().isEmpty()) {
            lines.add(
                    "%d %% of the calls stand behind what was not checked"
                            .formatted(compat.calls().share()));
        }
        compat.skipped().forEach(one -> lines.add("skipped " + text(one)));
        compat.unchecked().forEach(one -> lines.add("not checked " + text(one)));
        lines.addAll(compat.caveats());
        return lines;
    }

    private String counts() {
        var counts = new ArrayList<String>();
        counts.add(compat.checked() + " checked");
        counts.add(compat.broken().size() + " broken");
        counts.add(compat.statementsAtRisk() + " at risk");
        counts.add(compat.skipped().size() + " skipped");
        if (!compat.unchecked().isEmpty()) {
            counts.add(compat.unchecked().size() + " not checked");
        }
        if (!compat.stale().isEmpty()) {
            counts.add(compat.stale().size() + " stale");
        }
        return String.join(", ", counts);
    }

    private static String text(Skipped skipped) {
        return skipped.statement().source() + ": " + skipped.reason();
    }
}
