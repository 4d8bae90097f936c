package dev.slipway.engine.drill;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/// Compares the rows that a backup held with those that came back, table by table.
final class Comparison {

    private static final String REMEDY =
            "Do not rely on this backup: take another one and drill it.";

    private Comparison() {}

    /// A finding for each table that differs, in the order of their names.
    static List<Finding> of(SortedMap<String, Long> backedUp, SortedMap<String, Long> restored) {
        var tables = new TreeSet<>(backedUp.keySet());
        tables.addAll(restored.keySet());
        var findings = new ArrayList<Finding>();
        for (var table : tables) {
            var before = words(backedUp, table);
            var after = words(restored, table);
            if (!before.equals(after)) {
                var fact = "%s had %s; restored, it has %s.".formatted(table, before, after);
                findings.add(different(table, fact));
            }
        }
        return findings;
    }

    private static String words(SortedMap<String, Long> counts, String table) {
        var rows = counts.get(table);
        return rows == null ? "no such table" : rows == 1 ? "1 row" : rows + " rows";
    }

    private static Finding different(String table, String fact) {
        return new Finding("drill/row-count", Severity.ERROR, Place.of(table), fact, "", REMEDY);
    }
}
