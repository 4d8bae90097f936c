package dev.slipway.migrate;

import dev.slipway.migrate.format.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/// Looks from inside a transaction at what has been destroyed in it.
///
/// @param before what there was when the transaction began
record Destruction(HistoryTable history, Catalogue before) {

    private static final String COUNT = "select count(*) from %s";

    static Destruction from(Connection connection, HistoryTable history) throws SQLException {
        return new Destruction(history, Catalogue.read(connection, history));
    }

    List<Lost> seenBy(Connection connection) throws SQLException {
        var now = Catalogue.read(connection, history);
        var seen = new ArrayList<Lost>();
        for (var lost : before.lostBy(now)) {
            if (lost.what() != Loss.What.EMPTIED || isEmptied(connection, lost, now.tables())) {
                seen.add(lost);
            }
        }
        return seen;
    }

    /// A table that was written anew was emptied if it holds no more than was put in since.
    private static boolean isEmptied(
            Connection connection, Lost lost, Map<Long, Catalogue.Table> now) throws SQLException {
        var table = Objects.requireNonNull(now.get(lost.table().id()));
        try (var query = connection.createStatement();
                var row = query.executeQuery(COUNT.formatted(Lost.rowsOf(table)))) {
            row.next();
            return row.getLong(1) <= table.inserted() - lost.table().inserted();
        }
    }

    static boolean inTransaction(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                != TransactionState.IDLE;
    }
}
