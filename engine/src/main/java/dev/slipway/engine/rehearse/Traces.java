package dev.slipway.engine.rehearse;

import dev.slipway.report.Json;
import java.util.List;
import java.util.stream.Stream;

/// What a statement left behind besides locks and files.
///
/// @param alone whether it ran outside any transaction or in one of its own, so that its locks
///   ended with it
/// @param earlierLocks that statements before it took, on tables that it worked on
/// @param renames of relations
/// @param tables that it locked at least as hard as a change of rows does
/// @param objects that it created, changed or dropped
/// @param walBytes that it wrote to the log
/// @param temporaryBytes that it wrote to files of its own, as far as the server told
record Traces(
        boolean alone,
        List<HeldLock> earlierLocks,
        List<Renamed> renames,
        List<TableChange> tables,
        List<Inventory.Change> objects,
        long walBytes,
        long temporaryBytes) {

    static final Traces NONE = new Traces(false, List.of(), List.of(), List.of(), List.of(), 0, 0);

    /// @param kind as in `pg_class.relkind`
    record Renamed(String from, String to, char kind) {}

    Traces {
        earlierLocks = List.copyOf(earlierLocks);
        renames = List.copyOf(renames);
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
    }

    static Traces of(boolean alone, Sight sight, long walBytes, long temporaryBytes) {
        return new Traces(
                alone,
                List.of(),
                sight.renames(),
                sight.tables(),
                sight.objects(),
                walBytes,
                temporaryBytes);
    }

    Traces under(List<HeldLock> locks) {
        return new Traces(alone, locks, renames, tables, objects, walBytes, temporaryBytes);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("wal_bytes", walBytes)
                .put("temporary_bytes", temporaryBytes)
                .put("locks_held_to_the_end_of", alone ? "statement" : "transaction")
                .put("tables", Json.array(tables, Traces::size))
                .put("objects", Json.array(objects, Traces::object));
    }

    private static Json.Obj size(TableChange change) {
        return Json.object()
                .put("table", change.table())
                .put("bytes_before", change.before().bytes())
                .put("bytes_after", change.after().map(Anatomy::bytes).orElse(0L));
    }

    private static Json.Obj object(Inventory.Change change) {
        return Json.object()
                .put("change", change.how())
                .put("kind", change.kind())
                .put("name", change.name());
    }

    /// All locks under which the statement worked.
    Stream<HeldLock> and(List<HeldLock> own) {
        return Stream.concat(own.stream(), earlierLocks.stream());
    }
}
