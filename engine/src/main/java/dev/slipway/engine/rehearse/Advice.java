package dev.slipway.engine.rehearse;

import dev.slipway.engine.rollback.WayBack;
import dev.slipway.report.Section;
import java.util.List;
import java.util.stream.Stream;

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
                            "Correct %s and rehearse again; only the copy was changed."
                                    .formatted(failed.place()));
            case Run.Refused _ ->
                    List.of("Bring the files and the history together, and rehearse again.");
        };
    }

    private List<String> ended() {
        var wayBack = result.waysBack().advice();
        var old = result.oldVersion();
        if (result.codeOnly()) {
            return Stream.concat(Stream.of(wayBack), caveats().stream()).toList();
        }
        boolean fails = result.starts().judged() instanceof OldStart.Fails;
        if (result.broken().isEmpty() && !fails) {
            return Stream.concat(Stream.of(undecided(), wayBack), caveats().stream()).toList();
        }
        return List.of(
                "Change the migrations so that %s goes on working, and rehearse again."
                        .formatted(old),
                "If they ship as they are, the way back is " + result.waysBack().inWords() + ".");
    }

    private List<String> caveats() {
        return result.waysBack().ways().stream()
                .filter(WayBack.CodeOnly.class::isInstance)
                .flatMap(way -> ((WayBack.CodeOnly) way).caveats().stream())
                .toList();
    }

    private String undecided() {
        if (result.compat().isEmpty() && result.starts().judged() instanceof OldStart.Starts) {
            return "Say with --check what shows that %s works, and rehearse again; or decide without knowing."
                    .formatted(result.oldVersion());
        }
        return result.atRisk().isEmpty()
                ? "Rehearse again with the SQL of %s, or decide without knowing."
                        .formatted(result.oldVersion())
                : "Look at what %s writes where it is at risk: if its values always pass, the way back is code only."
                        .formatted(result.oldVersion());
    }
}
