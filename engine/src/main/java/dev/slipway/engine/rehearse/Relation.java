package dev.slipway.engine.rehearse;

/// One relation as the catalogue shows it.
///
/// @param name with its schema, quoted where it needs it
/// @param bareName without both, as the server's notices write it
/// @param kind as in `pg_class.relkind`
/// @param file its `relfilenode`, which a rewrite changes; 0 for what has no file
/// @param table that it is an index of, or 0
record Relation(long oid, String name, String bareName, char kind, long file, long table) {

    boolean isIndex() {
        return kind == 'i' || kind == 'I';
    }

    /// Whether it is a table, partitioned or not, or a materialised view.
    boolean holdsRows() {
        return kind == 'r' || kind == 'p' || kind == 'm';
    }
}
