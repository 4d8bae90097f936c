package dev.slipway.engine.rehearse;

import java.util.List;

/// What a statement changed in the catalogue, as its own session sees it.
///
/// @param scans tables that were read from end to end to check them
/// @param renames of relations
/// @param tables that it locked at least as hard as a change of rows does
/// @param objects that it created, changed or dropped
record Sight(
        Changes changes,
        List<String> scans,
        List<Traces.Renamed> renames,
        List<TableChange> tables,
        List<Inventory.Change> objects) {

    Sight {
        scans = List.copyOf(scans);
        renames = List.copyOf(renames);
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
    }

    /// Of a statement that changes no more than rows.
    static Sight ofRows(List<TableChange> tables) {
        return new Sight(Changes.NONE, List.of(), List.of(), tables, List.of());
    }
}
