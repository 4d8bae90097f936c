package dev.slipway.engine.down;

/// What became of the rows, or of the values of a column, of a table to which the new version
/// wrote.
///
/// @param fresh how many that it wrote are gone
/// @param old how many that were there before it are gone
/// @param more how many are there that were not
record Fate(long fresh, long old, long more) {

    static final Fate NOTHING = new Fate(0, 0, 0);

    /// Of rows that are all alike, by how many of them there are.
    ///
    /// @param before before the new version was started
    /// @param used when it had been
    /// @param after when the migrations were taken back
    static Fate of(long before, long used, long after) {
        long gone = Math.max(0, used - after);
        long fresh = Math.min(gone, Math.max(0, used - before));
        return new Fate(fresh, gone - fresh, Math.max(0, after - used));
    }

    Fate and(Fate other) {
        return new Fate(fresh + other.fresh, old + other.old, more + other.more);
    }
}
