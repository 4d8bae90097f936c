package dev.slipway.engine.down;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Compares the rows of a database as they were before a migration with those that are there after
/// it was taken back.
///
/// Two digests decide whether a table is what it was. Only where they differ is it looked at row by
/// row, and then value by value.
final class Comparison {

    /// How often the rows of a table are digested: as they were, and as they are.
    static final int DIGESTS = 2;

    private final Reading before;
    private final Reading after;
    private final Telling telling;
    private final List<Damage> losses = new ArrayList<>();
    private final List<Remnant> remnants = new ArrayList<>();

    Comparison(Reading before, Reading after, Telling telling) {
        this.before = before;
        this.after = after;
        this.telling = telling;
    }

    List<Damage> losses() {
        return losses;
    }

    List<Remnant> remnants() {
        return remnants;
    }

    /// The table is gone.
    void gone(Table was) throws SQLException {
        lose(Damage.What.TABLE, was.name(), before.count(was.name()));
    }

    /// The table may have changed.
    void compare(Table was, Table is) throws SQLException {
        for (var column : was.without(is)) {
            lose(Damage.What.COLUMN, place(was, column), before.count(was.name(), column));
        }
        var shared = was.shared(is);
        long size = before.size(List.of(was));
        var digest = before.digest(was.name(), shared);
        telling.digested(size);
        boolean equal = digest.equals(after.digest(is.name(), shared));
        telling.digested(size);
        if (!equal) {
            look(was, shared);
        }
    }

    private void look(Table table, List<Table.Column> columns) throws SQLException {
        var name = table.name();
        try (var left = before.hashes(name, columns);
                var right = after.hashes(name, columns)) {
            var rows = Hashes.apart(left, right);
            if (rows.gone() > rows.more()) {
                lose(Damage.What.ROWS, name, rows.gone() - rows.more());
            } else if (rows.gone() < rows.more()) {
                long more = rows.more() - rows.gone();
                var some = more + (more == 1 ? " new row" : " new rows") + " of " + name;
                remnants.add(new Remnant(Remnant.How.LEFT, some));
            }
            if (rows.gone() == 0 || rows.more() == 0) {
                return;
            }
        }
        changed(table, columns);
    }

    /// Which columns lost values, and if none did, that rows swapped theirs.
    private void changed(Table table, List<Table.Column> columns) throws SQLException {
        int known = losses.size();
        for (var column : columns) {
            try (var left = before.hashes(table.name(), column);
                    var right = after.hashes(table.name(), column)) {
                lose(Damage.What.COLUMN, place(table, column), Hashes.apart(left, right).gone());
            }
        }
        if (losses.size() == known) {
            try (var left = before.hashes(table.name(), columns);
                    var right = after.hashes(table.name(), columns)) {
                lose(Damage.What.CHANGED, table.name(), Hashes.apart(left, right).gone());
            }
        }
    }

    /// A sequence that runs ahead has lost nothing: it does so after any failed insert. One that
    /// falls back gives out numbers that are in use.
    void sequences() throws SQLException {
        var now = after.sequences();
        for (var was : before.sequences().entrySet()) {
            var is = now.getOrDefault(was.getKey(), was.getValue());
            var again = was.getValue().subtract(is).max(BigInteger.ZERO);
            lose(Damage.What.SEQUENCE, was.getKey(), again.longValue());
        }
    }

    private void lose(Damage.What what, String place, long count) {
        if (count > 0) {
            losses.add(new Damage(what, place, count));
        }
    }

    private static String place(Table table, Table.Column column) {
        return table.name() + "." + column.name();
    }
}
