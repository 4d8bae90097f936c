package dev.slipway.engine.compat;

import java.util.List;

/// What a plan says that a statement does to the rows of one table.
///
/// @param alias that the plan's expressions have for the table
/// @param values an expression for each column by its number for an insert; for an update, for each
///   column that it sets in the same order, and then what is the executor's own
/// @param conflict what it does with a row that is there already
record Write(
        TableName table,
        String alias,
        Operation operation,
        List<String> values,
        Conflict conflict) {

    Write {
        values = List.copyOf(values);
    }

    enum Operation {
        INSERT,
        UPDATE,
        DELETE,
        MERGE
    }

    enum Conflict {
        FAILS,
        /// Whichever unique index finds it.
        IGNORED,
        /// Where the index is the one that the statement names.
        IGNORED_IF_NAMED,
        UPDATES
    }

    boolean inserts() {
        return operation == Operation.INSERT;
    }

    boolean updates() {
        return operation == Operation.UPDATE;
    }
}
