package dev.slipway.migrate.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One SQL statement that changes a table, with the values for its question marks.
///
/// Kept as data so that several go to the server in one message.
public record Write(String sql, List<@Nullable Object> values) {

    public Write {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static Write of(String sql, @Nullable Object... values) {
        return new Write(sql.strip(), Arrays.asList(values));
    }

    /// The statement with its values in it, for a person to read or run.
    public String text() {
        var parts = (sql + " ").split("\\?", -1);
        var text = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            text.append(literal(values.get(i - 1))).append(parts[i]);
        }
        return text.toString().stripTrailing();
    }

    private static String literal(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof byte[] bytes) {
            return "'\\x" + HexFormat.of().formatHex(bytes) + "'";
        }
        return "'" + value.toString().replace("'", "''") + "'";
    }

    /// Sends them all in one message.
    public static void send(Connection connection, List<Write> writes) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        var sql = String.join(";\n", writes.stream().map(Write::sql).toList());
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, writes);
            statement.execute();
        }
    }

    private static void bind(PreparedStatement statement, List<Write> writes) throws SQLException {
        int index = 1;
        for (var write : writes) {
            for (var value : write.values()) {
                statement.setObject(index++, value);
            }
        }
    }
}
