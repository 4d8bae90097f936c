package dev.slipway.engine.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A statement as a row of the report's table; says plainly when it stops nobody. The JSON has the
/// names that are left out here.
///
/// @param schema whose name goes without saying
/// @param harmless whether nothing was found against it
record RehearsedRow(RehearsedStatement statement, String schema, boolean harmless) {

    private static final int LOCK_WIDTH = 32;

    /// All but the first, the SQL, whose width depends on the others.
    List<String> cells() {
        return List.of(
                Integer.toString(statement.line()),
                Span.text(statement.took()),
                lock(),
                stops(),
                does());
    }

    private String lock() {
        return statement
                .strongest()
                .map(HeldLock::mode)
                .map(mode -> mode.word().replaceAll("Lock$", "") + " " + tables(mode))
                .map(lock -> OneLine.of(lock, LOCK_WIDTH))
                .orElse("none");
    }

    /// Every table that it locks that hard, since each of them may have its own queue.
    private String tables(LockMode mode) {
        return statement.locks().stream()
                .filter(lock -> lock.mode() == mode)
                .map(HeldLock::table)
                .distinct()
                .map(this::bare)
                .collect(Collectors.joining(", "));
    }

    private String bare(String table) {
        return table.startsWith(schema + ".") ? table.substring(schema.length() + 1) : table;
    }

    private String stops() {
        var who = statement.strongest().map(lock -> stops(lock).word()).orElse(Stops.NOBODY.word());
        var held = statement.longestBlock();
        return held.isZero() ? who : who + " " + Span.text(held);
    }

    /// Rows that it changed are held even where it took a stronger lock that stops nobody.
    private Stops stops(HeldLock lock) {
        var stops = Stops.of(lock, statement.rows());
        return stops == Stops.NOBODY && !statement.rowsHeld().isZero() ? Stops.ITS_ROWS : stops;
    }

    private String does() {
        var done = new ArrayList<String>();
        int rewrites = statement.rewrites().size();
        var scans = new ArrayList<>(statement.scans());
        scans.removeAll(statement.rewrites());
        add(done, rewrites == 0 ? "" : "rewrites ", rewrites, "table", "tables");
        add(
                done,
                rewrites == 0 ? "rebuilds " : "",
                statement.indexRebuilds().size(),
                "index",
                "indexes");
        add(done, "scans ", scans.size(), "table", "tables");
        add(done, "builds ", statement.indexBuilds().size(), "index", "indexes");
        if (statement.rows() > 0) {
            done.add("changes " + counted(statement.rows(), "1 row", "rows"));
        }
        if (harmless) {
            done.add("harmless");
        }
        return String.join(", ", done);
    }

    private static void add(List<String> done, String does, int count, String one, String many) {
        if (count > 0) {
            done.add(does + counted(count, one, many));
        }
    }

    private static String counted(long count, String one, String many) {
        return count == 1 ? one : count + " " + many;
    }
}
