package dev.slipway.report;

import dev.slipway.report.Section.Align;
import dev.slipway.report.Section.Column;
import java.util.ArrayList;
import java.util.List;

/// Rows under columns, lined up with spaces.
record TextTable(List<Column> columns, List<List<String>> rows) {

    List<String> lines(Ink ink) {
        var widths = widths();
        var lines = new ArrayList<String>();
        lines.add(ink.faint(line(columns.stream().map(Column::name).toList(), widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        var widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(columns.get(i).name());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var gap = " ".repeat(widths[i] - width(cells.get(i)));
            var right = columns.get(i).align() == Align.RIGHT;
            line.append(i == 0 ? "" : "  ").append(right ? gap + cells.get(i) : cells.get(i) + gap);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
