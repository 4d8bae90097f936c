package dev.slipway.engine.down;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table with rows of its own, and the marks that any change of them leaves.
///
/// @param name with its schema, quoted where it needs it
/// @param file its `relfilenode`, which a rewrite and `truncate` change
/// @param changes how many rows were ever inserted, updated and deleted in it
/// @param columns that hold data, by name: generated ones can be computed again
record Table(long oid, String name, long file, long changes, List<Column> columns) {

    Table {
        columns = List.copyOf(columns);
    }

    /// @param name quoted where it needs it
    /// @param number changes when a column is dropped and added again, which touches no file
    /// @param binary whether its values are told apart by their binary form. Otherwise by their
    ///   text: that form of an enum, a composite or an array of them holds ids which change when
    ///   the type is made again
    record Column(String name, int number, String type, boolean binary) {

        /// How it stands in a row that is hashed.
        String expression() {
            return binary ? name : name + "::text";
        }

        Column asText() {
            return new Column(name, number, type, false);
        }
    }

    Optional<Column> column(String wanted) {
        return columns.stream().filter(one -> one.name().equals(wanted)).findFirst();
    }

    Optional<Column> column(int number) {
        return columns.stream().filter(one -> one.number() == number).findFirst();
    }

    /// The columns that `other` has too. Those that have another type there are compared as text.
    List<Column> shared(Table other) {
        return columns.stream()
                .flatMap(mine ->
                        other.column(mine.name()).stream()
                                .map(theirs ->
                                        theirs.type().equals(mine.type()) ? mine : mine.asText()))
                .toList();
    }

    /// The columns that `other` has not.
    List<Column> without(Table other) {
        return columns.stream().filter(one -> other.column(one.name()).isEmpty()).toList();
    }

    static String row(Collection<Column> columns) {
        return columns.stream().map(Column::expression).collect(Collectors.joining(", "));
    }
}
