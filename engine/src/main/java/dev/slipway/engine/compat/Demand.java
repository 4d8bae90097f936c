package dev.slipway.engine.compat;

import java.util.List;

/// One thing that a schema demands of the rows of a table.
///
/// Its name is not part of what it is: a constraint that is dropped and added again under another
/// name demands nothing new.
///
/// @param table that it is about; for [Kind#LABELS] an enum, and the enum's labels are the columns
/// @param name of the constraint, index or trigger, or of the column
/// @param columns that it looks at
/// @param definition as the server writes it
/// @param detail what judging needs beside that, by kind
record Demand(
        Kind kind,
        TableName table,
        String name,
        List<String> columns,
        String definition,
        String detail) {

    Demand {
        columns = List.copyOf(columns);
    }

    enum Kind {
        NOT_NULL,
        /// A column that no default fills.
        NO_DEFAULT,
        /// The column's type with its length or precision; `detail` is the length.
        TYPE,
        /// `detail` is the condition.
        CHECK,
        /// A check of the column's domain.
        DOMAIN,
        /// Of an index. `detail` is `plain` where it has neither condition nor expression.
        UNIQUE,
        EXCLUDE,
        /// `detail` is a query of the referenced row, with `%s` for its key.
        FOREIGN_KEY,
        /// The other end of a foreign key; `detail` has `delete` and `update` where it stops them.
        REFERENCED,
        /// `detail` has the events that it can refuse.
        TRIGGER,
        /// Row security with its policies.
        ROW_SECURITY,
        LABELS
    }

    /// What it is, whatever it is called.
    Demand nameless() {
        return new Demand(kind, table, "", columns, definition, "");
    }

    /// What a person looks for in the schema.
    String words() {
        return switch (kind) {
            case NOT_NULL -> "%s of %s is not null".formatted(name, table);
            case NO_DEFAULT -> "%s of %s has no default".formatted(name, table);
            case TYPE -> "%s of %s is %s".formatted(name, table, definition);
            case TRIGGER -> "trigger %s on %s".formatted(name, table);
            case ROW_SECURITY -> "row security of " + table;
            case LABELS -> "enum %s: %s".formatted(table, String.join(", ", columns));
            case REFERENCED, CHECK, DOMAIN, UNIQUE, EXCLUDE, FOREIGN_KEY ->
                    "%s on %s: %s".formatted(name, table, definition);
        };
    }
}
