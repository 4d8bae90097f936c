package dev.slipway.report;

import java.util.List;

/// One part of a [Report], told apart by the shape of what it shows.
public sealed interface Section {

    /// What the section is about, as a heading.
    String title();

    /// Findings, worst first.
    record Findings(String title, List<Finding> findings) implements Section {
        public Findings {
            findings = List.copyOf(findings);
        }
    }

    /// Rows under named columns; every row has one cell a column.
    record Table(String title, List<Column> columns, List<List<String>> rows) implements Section {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (var row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            row.size() + " cells under " + columns.size() + " columns: " + row);
                }
            }
        }
    }

    /// Plain sentences, one a line.
    record Text(String title, List<String> lines) implements Section {
        public Text {
            lines = List.copyOf(lines);
        }
    }

    /// A column of a [Table]: numbers stand on the right, so that they can be compared.
    record Column(String name, Align align) {
        public static Column left(String name) {
            return new Column(name, Align.LEFT);
        }

        public static Column right(String name) {
            return new Column(name, Align.RIGHT);
        }
    }

    /// The side on which the cells of a [Column] line up.
    enum Align {
        LEFT,
        RIGHT
    }
}
