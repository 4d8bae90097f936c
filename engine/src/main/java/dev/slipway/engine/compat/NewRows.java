package dev.slipway.engine.compat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the [NewRow] of a write from its plan and the table's columns.
record NewRows(PlanningSession session, UpdatedColumns updatedColumns) {

    /// Dropped columns have their place in an insert's values.
    private static final String COLUMNS =
            """
            select a.attname, a.attisdropped
              from pg_catalog.pg_attribute a
             where a.attrelid = ?::regclass
               and a.attnum > 0
             order by a.attnum
            """;

    private record Column(String name, boolean dropped) {}

    NewRow of(OldStatement statement, Plan.Works plan, Write write) throws SQLException {
        var columns = columns(write.table());
        var names = columns.stream().filter(one -> !one.dropped()).map(Column::name).toList();
        var values =
                switch (write.operation()) {
                    case INSERT -> inserted(columns, write.values());
                    case UPDATE ->
                            updated(
                                    updatedColumns.of(statement, plan, write, names),
                                    write.values());
                    case DELETE, MERGE -> Map.<String, String>of();
                };
        return new NewRow(session, write, names, values, plan.shape().parameters());
    }

    private static Map<String, String> inserted(List<Column> columns, List<String> values) {
        var byColumn = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), values.size()); i++) {
            if (!columns.get(i).dropped()) {
                byColumn.put(columns.get(i).name(), values.get(i));
            }
        }
        return byColumn;
    }

    private static Map<String, String> updated(List<String> set, List<String> values) {
        var byColumn = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(set.size(), values.size()); i++) {
            byColumn.put(set.get(i), values.get(i));
        }
        return byColumn;
    }

    private List<Column> columns(TableName table) throws SQLException {
        try (var query = session.connection().prepareStatement(COLUMNS)) {
            query.setString(1, table.quoted());
            try (var rows = query.executeQuery()) {
                var columns = new ArrayList<Column>();
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getBoolean(2)));
                }
                return columns;
            }
        }
    }
}
