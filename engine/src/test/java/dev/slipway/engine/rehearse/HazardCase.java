package dev.slipway.engine.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A statement in the shape of a real migration, and what a server does with it.
///
/// @param row of the table of hazards that it stands for
/// @param setup statements that are there before, each committed by itself
/// @param strongest its strongest lock on what exists, `Mode table`, or empty
/// @param work what it does to whole tables: `rewrites t`, `scans t`, `builds i`, `rebuilds i`
/// @param rules of the findings that it deserves; none if it is harmless
/// @param since the first major version that knows it
/// @param inWords whether there is no safe form of it that could be run
record HazardCase(
        int row,
        List<String> setup,
        String sql,
        String strongest,
        SortedSet<String> work,
        SortedSet<String> rules,
        int since,
        int before,
        boolean inWords) {

    private static final String FAILS = "rehearsal/failed";
    private static final int NEVER = Integer.MAX_VALUE;

    static HazardCase of(int row, String sql) {
        return new HazardCase(
                row, List.of(), sql, "", new TreeSet<>(), new TreeSet<>(), 14, NEVER, false);
    }

    HazardCase after(String... statements) {
        return new HazardCase(
                row, List.of(statements), sql, strongest, work, rules, since, before, inWords);
    }

    HazardCase locks(String modeAndTable) {
        return new HazardCase(row, setup, sql, modeAndTable, work, rules, since, before, inWords);
    }

    HazardCase does(String... seen) {
        return new HazardCase(
                row,
                setup,
                sql,
                strongest,
                new TreeSet<>(List.of(seen)),
                rules,
                since,
                before,
                inWords);
    }

    HazardCase finds(String... ids) {
        return new HazardCase(
                row,
                setup,
                sql,
                strongest,
                work,
                new TreeSet<>(List.of(ids)),
                since,
                before,
                inWords);
    }

    HazardCase since(int major) {
        return new HazardCase(row, setup, sql, strongest, work, rules, major, before, inWords);
    }

    HazardCase before(int major) {
        return new HazardCase(row, setup, sql, strongest, work, rules, since, major, inWords);
    }

    boolean holdsOn(int major) {
        return since <= major && major < before;
    }

    /// There is no safe form of it to run.
    HazardCase wordsOnly() {
        return new HazardCase(row, setup, sql, strongest, work, rules, since, before, true);
    }

    /// Whether the server refuses to run it in a transaction.
    boolean alone() {
        return !fails()
                && ((sql.contains("concurrently") && !sql.startsWith("refresh"))
                        || sql.startsWith("vacuum"));
    }

    /// The server refuses it.
    HazardCase failing() {
        return finds(FAILS);
    }

    boolean fails() {
        return rules.contains(FAILS);
    }

    /// What the server does with it, in its own words for locks.
    String inServersWords() {
        if (fails()) {
            return "refuses it";
        }
        var words = new ArrayList<String>();
        words.add(
                strongest.isEmpty()
                        ? "no lock on what exists"
                        : strongest.replaceFirst(" ", " on "));
        words.addAll(work);
        return String.join("; ", words) + versions();
    }

    private String versions() {
        var from = since > 14 ? " (since %d)".formatted(since) : "";
        return before < NEVER ? from + " (before %d)".formatted(before) : from;
    }

    @Override
    public String toString() {
        return row + ": " + sql;
    }
}
