package dev.slipway.engine.down;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.format.HistoryTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the new version wrote, and what is left of it when migrations are taken back.
///
/// Three databases tell: as the new version found it, as it left it, and a twin of that in which
/// the scripts run. What is in the second and not in the first it wrote; of that, what is not in
/// the third is lost. Tables that it did not write to, or that no script touched, are not read.
///
/// A value counts as lost only where the script leaves the old values of its column alone: one that
/// writes all of them anew, such as in another unit, takes nothing away.
final class Writings implements AutoCloseable {

    private final Reading before;
    private final Reading used;
    private final Reading after;
    private final HistoryTable history;
    private final List<Table> written;
    private final List<Tables> stages = new ArrayList<>();

    private Writings(Reading before, Reading used, Reading after, HistoryTable history)
            throws SQLException {
        this.before = before;
        this.used = used;
        this.after = after;
        this.history = history;
        var found = Tables.read(before.connection(), history);
        written =
                Tables.read(used.connection(), history).byName().values().stream()
                        .filter(table -> isWritten(table, found))
                        .toList();
        takenBack();
    }

    /// @param found as the new version found it
    /// @param left as it left it: a copy of `found` otherwise, whose counters began with it
    /// @param twin of that
    static Writings begin(
            DatabaseUrl found, DatabaseUrl left, DatabaseUrl twin, HistoryTable history)
            throws SQLException {
        return new Writings(Reading.of(found), Reading.of(left), Reading.of(twin), history);
    }

    /// What a version makes of its own at its start is not what a migration made.
    private static boolean isWritten(Table table, Tables found) {
        return table.changes() > 0
                && found.find(table.name())
                        .filter(it -> it.columns().equals(table.columns()))
                        .isPresent();
    }

    /// Whether there is anything that may be lost.
    boolean any() {
        return !written.isEmpty();
    }

    /// Remembers what there is, now that one more migration is taken back.
    void takenBack() throws SQLException {
        stages.add(Tables.read(after.connection(), history));
    }

    /// What each migration took away, in the order in which they were taken back.
    List<List<Damage>> losses() throws SQLException {
        var losses = new ArrayList<List<Damage>>();
        for (int step = 1; step < stages.size(); step++) {
            var lost = new ArrayList<Damage>();
            for (var table : written) {
                lost.addAll(dropped(table, step));
                if (lastTouch(table) == step) {
                    lost.addAll(changed(table));
                }
            }
            losses.add(lost);
        }
        return losses;
    }

    /// What went with the table or with its columns.
    private List<Damage> dropped(Table was, int step) throws SQLException {
        var earlier = find(was, stages.get(step - 1));
        if (earlier.isEmpty()) {
            return List.of();
        }
        var later = find(was, stages.get(step));
        if (later.isEmpty()) {
            return lost(Damage.What.ROWS, was.name(), rows(was));
        }
        var lost = new ArrayList<Damage>();
        for (var column : was.columns()) {
            if (find(was, column, earlier.get()).isPresent()
                    && find(was, column, later.get()).isEmpty()) {
                lost.addAll(lost(Damage.What.COLUMN, place(was, column), values(was, column)));
            }
        }
        return lost;
    }

    private long rows(Table table) throws SQLException {
        try (var left = used.hashes(table.name(), table.columns());
                var right = before.hashes(table.name(), table.columns())) {
            return Hashes.apart(left, right).gone();
        }
    }

    private long values(Table table, Table.Column column) throws SQLException {
        try (var left = used.hashes(table.name(), column);
                var right = before.hashes(table.name(), column)) {
            return Hashes.apart(left, right).gone();
        }
    }

    /// The last migration whose script wrote to the table: 0 where none did, or where it is gone.
    private int lastTouch(Table table) {
        return find(table, stages.getLast()).isEmpty()
                ? 0
                : IntStream.range(1, stages.size())
                        .filter(step ->
                                !rows(table, stages.get(step - 1))
                                        .equals(rows(table, stages.get(step))))
                        .max()
                        .orElse(0);
    }

    /// What is another whenever a row of the table may be.
    private static Optional<List<Long>> rows(Table table, Tables now) {
        return find(table, now).map(it -> List.of(it.oid(), it.file(), it.changes()));
    }

    /// What was deleted or overwritten in a table that is still there.
    private List<Damage> changed(Table was) throws SQLException {
        var is = find(was, stages.getLast()).orElseThrow();
        var pairs = was.columns().stream().flatMap(column -> Pair.of(was, column, is)).toList();
        var mine = pairs.stream().map(Pair::mine).toList();
        var theirs = pairs.stream().map(Pair::theirs).toList();
        if (used.digest(was.name(), mine).equals(after.digest(is.name(), theirs))) {
            return List.of();
        }
        var rows = fate(was, mine, is, theirs);
        long deleted = Math.max(0, rows.fresh() - rows.more());
        var lost = new ArrayList<>(lost(Damage.What.ROWS, was.name(), deleted));
        if (rows.fresh() > deleted) {
            for (var pair : pairs) {
                var values = fate(was, pair.mine(), is, pair.theirs());
                long overwritten = values.old() > 0 ? 0 : values.fresh() - deleted;
                lost.addAll(lost(Damage.What.COLUMN, place(was, pair.mine()), overwritten));
            }
        }
        return lost;
    }

    private Fate fate(Table was, List<Table.Column> mine, Table is, List<Table.Column> theirs)
            throws SQLException {
        try (var first = before.hashes(was.name(), mine);
                var second = used.hashes(was.name(), mine);
                var third = after.hashes(is.name(), theirs)) {
            return Hashes.fate(first, second, third);
        }
    }

    private Fate fate(Table was, Table.Column mine, Table is, Table.Column theirs)
            throws SQLException {
        try (var first = before.hashes(was.name(), mine);
                var second = used.hashes(was.name(), mine);
                var third = after.hashes(is.name(), theirs)) {
            return Hashes.fate(first, second, third);
        }
    }

    /// A column as it was and as it is, to be read alike.
    private record Pair(Table.Column mine, Table.Column theirs) {

        static Stream<Pair> of(Table was, Table.Column mine, Table is) {
            return find(was, mine, is).stream()
                    .map(theirs ->
                            theirs.type().equals(mine.type())
                                    ? new Pair(mine, theirs)
                                    : new Pair(mine.asText(), theirs.asText()));
        }
    }

    /// The same table, however it is called now, or one that took its name.
    private static Optional<Table> find(Table was, Tables now) {
        return now.byName().values().stream()
                .filter(table -> table.oid() == was.oid())
                .findFirst()
                .or(() -> now.find(was.name()));
    }

    private static Optional<Table.Column> find(Table was, Table.Column column, Table now) {
        var same =
                now.oid() == was.oid()
                        ? now.column(column.number())
                        : Optional.<Table.Column>empty();
        return same.or(() -> now.column(column.name()));
    }

    private static List<Damage> lost(Damage.What what, String place, long count) {
        return count > 0 ? List.of(new Damage(what, place, count)) : List.of();
    }

    private static String place(Table table, Table.Column column) {
        return table.name() + "." + column.name();
    }

    @Override
    public void close() throws SQLException {
        try (before;
                used) {
            after.close();
        }
    }
}
