package dev.slipway.engine.rehearse;

import dev.slipway.report.Lane;
import dev.slipway.report.Section;
import dev.slipway.report.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// When each table was locked and released, counted from the first statement.
///
/// The time that watching took between statements is left out, as it is of the locks themselves.
///
/// @param schema whose name goes without saying
record LockTimeline(List<RehearsedStatement> statements, String schema) {

    Section.Timeline section() {
        var lanes = new LinkedHashMap<String, List<Stretch>>();
        var begin = Duration.ZERO;
        for (var statement : statements) {
            add(statement, begin, lanes);
            begin = begin.plus(statement.took());
        }
        return new Section.Timeline("Locks by table", lanes(lanes));
    }

    private static List<Lane> lanes(Map<String, List<Stretch>> lanes) {
        return lanes.entrySet().stream()
                .map(lane -> new Lane(lane.getKey(), lane.getValue()))
                .toList();
    }

    /// Of several locks on a table and its indexes, the strongest.
    private void add(
            RehearsedStatement statement, Duration begin, Map<String, List<Stretch>> lanes) {
        var tables = new TreeSet<String>();
        for (var lock : statement.locks().stream().sorted(HeldLock.STRONGEST_FIRST).toList()) {
            if (tables.add(lock.table())) {
                lanes.computeIfAbsent(bare(lock.table()), _ -> new ArrayList<>())
                        .add(stretch(statement, begin, lock));
            }
        }
    }

    private static Stretch stretch(RehearsedStatement statement, Duration begin, HeldLock lock) {
        var stops = Stops.of(lock, statement.rows());
        return new Stretch(
                begin,
                begin.plus(lock.held()),
                "%s, stops %s".formatted(lock.mode().word().replaceAll("Lock$", ""), stops.word()),
                statement.place(),
                stops.tone(lock.held()));
    }

    private String bare(String table) {
        return table.startsWith(schema + ".") ? table.substring(schema.length() + 1) : table;
    }
}
