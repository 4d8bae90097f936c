package dev.slipway.engine.rehearse;

import dev.slipway.report.Section;
import java.util.List;

/// What to do now that the rehearsal is over, in sentences: the last thing that is read.
record Advice(RehearsalResult result) {

    Section section() {
        return new Section.Text("What to do", lines());
    }

    private List<String> lines() {
        return switch (result.run()) {
            case Run.Ended _ -> result.pending() == 0 ? List.of() : ended();
            case Run.Failed(_, var failed) ->
                    List.of(
                            "Correct %s:%d and rehearse again; only the copy was changed."
                                    .formatted(failed.migration(), failed.line()));
            case Run.Refused _ ->
                    List.of("Bring the files and the history together, and rehearse again.");
        };
    }

    private List<String> ended() {
        var wayBack = result.waysBack().advice();
        var old = result.oldVersion();
        if (result.codeOnly()) {
            return List.of(
                    wayBack,
                    "%s must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations."
                            .formatted(old));
        }
        if (result.broken().isEmpty()) {
            return List.of(
                    "Rehearse again with the SQL of %s, or decide without knowing.".formatted(old),
                    wayBack);
        }
        return List.of(
                "Change the migrations so that %s goes on working, and rehearse again."
                        .formatted(old),
                "If they ship as they are, the way back is " + result.waysBack().inWords() + ".");
    }
}
