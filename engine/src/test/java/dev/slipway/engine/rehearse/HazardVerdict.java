package dev.slipway.engine.rehearse;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// What was said of one case, by the major version of the server.
///
/// @param rehearsal rules of the findings of a rehearsal on that server
/// @param squawk rules that squawk names, told that version
record HazardVerdict(
        HazardCase one,
        SortedMap<Integer, SortedSet<String>> rehearsal,
        SortedMap<Integer, SortedSet<String>> squawk) {

    static HazardVerdict of(HazardCase one) {
        return new HazardVerdict(one, new TreeMap<>(), new TreeMap<>());
    }

    boolean isHazard() {
        return !one.rules().isEmpty();
    }
}
