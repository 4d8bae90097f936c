package dev.slipway.engine.rehearse;

import dev.slipway.report.Json;
import java.time.Duration;
import java.util.Comparator;

/// A lock that a statement took on a relation that was there before its migration.
///
/// @param relation with its schema, quoted where it needs it
/// @param table that the relation is an index of, or the relation itself
/// @param held from the start of the statement to the end of its transaction, where all locks end
public record HeldLock(String relation, String table, LockMode mode, Duration held) {

    static final Comparator<HeldLock> STRONGEST_FIRST =
            Comparator.comparing(HeldLock::mode).reversed().thenComparing(HeldLock::relation);

    boolean onIndex() {
        return !relation.equals(table);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("relation", relation)
                .put("mode", mode.word())
                .put("held_ms", Span.milliseconds(held));
    }
}
