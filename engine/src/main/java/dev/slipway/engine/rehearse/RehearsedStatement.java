package dev.slipway.engine.rehearse;

import dev.slipway.report.Json;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one statement of a migration was seen to do on the copy.
///
/// Only what it did to relations that were there before its migration: nobody waits for a table
/// that nobody can see yet.
///
/// @param migration the name of its file
/// @param line of its first word in the file
/// @param locks that it took first, or more strongly than the statements before it in its migration
/// @param rewrites tables that got new files
/// @param scans tables that were read from end to end to check a constraint
/// @param indexBuilds new indexes
/// @param indexRebuilds indexes that got new files, as those of a rewritten table do
/// @param rows changed
/// @param traces what else it left
public record RehearsedStatement(
        String migration,
        int line,
        String sql,
        Duration took,
        List<HeldLock> locks,
        List<String> rewrites,
        List<String> scans,
        List<String> indexBuilds,
        List<String> indexRebuilds,
        long rows,
        Traces traces) {

    public RehearsedStatement {
        locks = List.copyOf(locks);
        rewrites = List.copyOf(rewrites);
        scans = List.copyOf(scans);
        indexBuilds = List.copyOf(indexBuilds);
        indexRebuilds = List.copyOf(indexRebuilds);
    }

    /// One of which no more is known.
    RehearsedStatement(
            String migration,
            int line,
            String sql,
            Duration took,
            List<HeldLock> locks,
            List<String> rewrites,
            List<String> scans,
            List<String> indexBuilds,
            List<String> indexRebuilds,
            long rows) {
        this(
                migration,
                line,
                sql,
                took,
                locks,
                rewrites,
                scans,
                indexBuilds,
                indexRebuilds,
                rows,
                Traces.NONE);
    }

    /// Where it stands: `file.sql:12`.
    public String place() {
        return migration + ":" + line;
    }

    /// Its strongest lock, if it took any.
    Optional<HeldLock> strongest() {
        return locks.stream().max(Comparator.comparing(HeldLock::mode));
    }

    /// The longest that a request has to wait for it: the longest lock that stops any.
    Duration longestBlock() {
        return locks.stream()
                .filter(lock -> lock.mode().blocks() != LockMode.Blocks.NOTHING)
                .map(HeldLock::held)
                .max(Comparator.naturalOrder())
                .orElseGet(this::rowsHeld);
    }

    /// How long whoever changes one of the same rows has to wait: nobody else may until the end of
    /// the transaction.
    Duration rowsHeld() {
        return locks.stream()
                .filter(lock -> rows > 0 && lock.mode() == LockMode.ROW_EXCLUSIVE)
                .map(HeldLock::held)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("migration", migration)
                .put("line", line)
                .put("sql", sql)
                .put("duration_ms", Span.milliseconds(took))
                .put("locks", Json.array(locks, HeldLock::toJson))
                .put("rewrites", Json.strings(rewrites))
                .put("scans", Json.strings(scans))
                .put("index_builds", Json.strings(indexBuilds))
                .put("index_rebuilds", Json.strings(indexRebuilds))
                .put("rows", rows)
                .putAll(traces.toJson());
    }
}
