package dev.slipway.engine.rehearse;

import dev.slipway.report.Bar;
import dev.slipway.report.Measure;
import dev.slipway.report.Section;
import dev.slipway.report.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long the statements took and kept others waiting, side by side: those that anybody would
/// notice.
record StatementBars(List<RehearsedStatement> statements) {

    Section.Bars section() {
        return new Section.Bars(
                "Where the time goes",
                statements.stream()
                        .filter(StatementBars::noticed)
                        .map(StatementBars::bar)
                        .toList());
    }

    private static boolean noticed(RehearsedStatement statement) {
        return statement.took().compareTo(Hazards.NOTICED) >= 0
                || statement.longestBlock().compareTo(Hazards.NOTICED) >= 0;
    }

    private static Bar bar(RehearsedStatement statement) {
        var measures = new ArrayList<Measure>();
        measures.add(new Measure("took", statement.took(), Tone.CALM));
        for (var stops : List.of(Stops.ALL, Stops.WRITES, Stops.ITS_ROWS)) {
            var held = held(statement, stops);
            if (!held.isZero()) {
                measures.add(new Measure("stops " + stops.word(), held, stops.tone(held)));
            }
        }
        return new Bar(statement.place(), OneLine.of(statement.sql()), measures);
    }

    private static Duration held(RehearsedStatement statement, Stops stops) {
        return statement.locks().stream()
                .filter(lock -> Stops.of(lock, statement.rows()) == stops)
                .map(HeldLock::held)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
}
