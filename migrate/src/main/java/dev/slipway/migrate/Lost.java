package dev.slipway.migrate;

import dev.slipway.migrate.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Something that a script was seen to destroy, whether or not it holds data.
///
/// @param table as it was before the script
/// @param rows how many were changed, where the server counted them
record Lost(Loss.What what, Catalogue.Table table, Optional<String> column, Optional<Long> rows) {

    private static final String COUNT =
            """
            select count(*)
              from %s
             where %s
            """;

    static Lost of(Loss.What what, Catalogue.Table table) {
        return new Lost(what, table, Optional.empty(), Optional.empty());
    }

    static Lost of(Loss.What what, Catalogue.Table table, String column) {
        return new Lost(what, table, Optional.of(column), Optional.empty());
    }

    static Lost of(Loss.What what, Catalogue.Table table, long rows) {
        return new Lost(what, table, Optional.empty(), Optional.of(rows));
    }

    /// The table's own rows, or those of all its partitions.
    static String rowsOf(Catalogue.Table table) {
        return (table.root() ? "" : "only ") + quoted(table);
    }

    static String quoted(Catalogue.Table table) {
        return Identifiers.quote(table.schema()) + "." + Identifiers.quote(table.name());
    }

    /// What a row must be like to hold data in it.
    String condition() {
        return column.map(name -> Identifiers.quote(name) + " is distinct from null")
                .orElse("true");
    }

    /// Whether it is the same thing, seen another time.
    boolean isSame(Lost other) {
        return what == other.what && table.id() == other.table.id() && column.equals(other.column);
    }

    /// How many rows hold data in it; the server has counted those that were changed.
    long count(Connection work) throws SQLException {
        if (rows.isPresent()) {
            return rows.get();
        }
        try (var query = work.createStatement();
                var row = query.executeQuery(COUNT.formatted(rowsOf(table), condition()))) {
            row.next();
            return row.getLong(1);
        }
    }

    Loss counted(long count) {
        return new Loss(what, table.schema(), table.name(), column, count);
    }
}
