package dev.slipway.report;

import java.util.ArrayList;
import java.util.List;

/// Renders a [Report] for a terminal: the headline first, then each section under its title.
public final class TextRenderer {

    private final Ink ink;

    public TextRenderer(Ink ink) {
        this.ink = ink;
    }

    public String render(Report report) {
        var out = new StringBuilder(headline(report)).append('\n');
        for (var section : report.sections()) {
            var body = body(section);
            if (!body.isEmpty()) {
                out.append('\n').append(ink.strong(section.title())).append('\n');
                body.forEach(line -> out.append(line.isEmpty() ? "" : "  " + line).append('\n'));
            }
        }
        return out.toString();
    }

    private String headline(Report report) {
        var verdict = report.verdict();
        if (verdict instanceof Verdict.Pass) {
            return ink.good(report.headline());
        }
        return verdict instanceof Verdict.Block
                ? ink.bad(report.headline())
                : ink.careful(report.headline());
    }

    private List<String> body(Section section) {
        if (section instanceof Section.Table table) {
            return table.rows().isEmpty() ? List.of() : table(table);
        }
        if (section instanceof Section.Findings findings) {
            return findings.findings().stream().flatMap(f -> finding(f).stream()).toList();
        }
        return ((Section.Text) section).lines();
    }

    private List<String> finding(Finding finding) {
        var lines = new ArrayList<String>();
        lines.add(mark(finding) + " " + finding.place() + "  " + finding.fact());
        if (!finding.evidence().isEmpty()) {
            finding.evidence().lines().forEach(line -> lines.add(ink.faint("      " + line)));
        }
        if (!finding.remedy().isEmpty()) {
            lines.add("      → " + finding.remedy().replace("\n", "\n        "));
        }
        lines.add(ink.faint("      " + finding.rule()));
        return lines;
    }

    private String mark(Finding finding) {
        return switch (finding.severity()) {
            case ERROR -> ink.bad("error");
            case WARNING -> ink.careful("warn ");
            case NOTE -> ink.faint("note ");
        };
    }

    private List<String> table(Section.Table table) {
        var widths = widths(table);
        var lines = new ArrayList<String>();
        var names = table.columns().stream().map(Section.Column::name).toList();
        lines.add(ink.faint(row(table, names, widths)));
        table.rows().forEach(row -> lines.add(row(table, row, widths)));
        return lines;
    }

    private static int[] widths(Section.Table table) {
        var widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(table.columns().get(i).name());
            for (var row : table.rows()) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private static String row(Section.Table table, List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var gap = " ".repeat(widths[i] - width(cells.get(i)));
            var right = table.columns().get(i).align() == Section.Align.RIGHT;
            line.append(i == 0 ? "" : "  ").append(right ? gap + cells.get(i) : cells.get(i) + gap);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
