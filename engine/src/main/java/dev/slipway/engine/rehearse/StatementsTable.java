package dev.slipway.engine.rehearse;

import dev.slipway.report.Section;
import dev.slipway.report.Section.Column;
import java.util.ArrayList;
import java.util.List;

/// The statements of one migration as a table that fits 120 columns: the SQL gives way.
record StatementsTable(
        String migration,
        List<RehearsedStatement> statements,
        String schema,
        RehearsalFindings findings) {

    private static final int WIDTH = 120;
    private static final int INDENT = 2;
    private static final int GAP = 2;
    private static final int SHORTEST_SQL = 24;
    private static final int SQL = 1;

    private static final List<Column> COLUMNS =
            List.of(
                    Column.right("line"),
                    Column.left("statement"),
                    Column.right("took"),
                    Column.left("lock"),
                    Column.left("stops"),
                    Column.left("does"));

    Section section() {
        var others = statements.stream().map(this::cells).toList();
        int room = Math.max(SHORTEST_SQL, WIDTH - INDENT - widths(others));
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < others.size(); i++) {
            var row = new ArrayList<>(others.get(i));
            row.add(SQL, OneLine.of(statements.get(i).sql(), room));
            rows.add(row);
        }
        return new Section.Table("Statements of " + migration, COLUMNS, rows);
    }

    private List<String> cells(RehearsedStatement statement) {
        return new RehearsedRow(statement, schema, findings.harmless(statement)).cells();
    }

    /// Of all columns but the SQL's, with the gaps between all of them.
    private static int widths(List<List<String>> rows) {
        var columns = new ArrayList<>(COLUMNS);
        columns.remove(SQL);
        int sum = columns.size() * GAP;
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            sum +=
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .reduce(columns.get(i).name().length(), Math::max);
        }
        return sum;
    }
}
