package dev.slipway.report;

import dev.slipway.report.Section.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The lines of a section on a terminal. What is drawn elsewhere is a table here, with bars made of
/// characters.
record TextBody(Ink ink) implements Section.Cases<List<String>> {

    private static final int BAR = 24;

    private static final List<Column> TIMELINE =
            List.of(
                    Column.left(""),
                    Column.left(""),
                    Column.right("from"),
                    Column.right("to"),
                    Column.left("what"),
                    Column.left("since"));

    private static final List<Column> BARS =
            List.of(Column.left(""), Column.left("what"), Column.right("time"), Column.left(""));

    private static final List<Column> CHOICES =
            List.of(Column.left(""), Column.left("way"), Column.left("what is known"));

    @Override
    public List<String> findings(Section.Findings section) {
        return section.findings().stream().flatMap(one -> finding(one).stream()).toList();
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

    @Override
    public List<String> choices(Section.Choices section) {
        return lines(
                CHOICES,
                section.choices().stream()
                        .map(one ->
                                List.of(one.recommended() ? "→" : "", one.name(), one.sentence()))
                        .toList());
    }

    @Override
    public List<String> table(Section.Table section) {
        return lines(section.columns(), section.rows());
    }

    @Override
    public List<String> timeline(Section.Timeline section) {
        var rows = new ArrayList<List<String>>();
        for (var lane : section.lanes()) {
            var name = lane.name();
            for (var one : lane.stretches()) {
                rows.add(
                        List.of(
                                name,
                                bar(one.from(), one.to(), section.length()),
                                Elapsed.text(one.from()),
                                Elapsed.text(one.to()),
                                one.what(),
                                one.cause()));
                name = "";
            }
        }
        return lines(TIMELINE, rows);
    }

    @Override
    public List<String> bars(Section.Bars section) {
        var rows = new ArrayList<List<String>>();
        for (var bar : section.bars()) {
            var place = bar.place();
            for (var one : bar.measures()) {
                rows.add(
                        List.of(
                                place,
                                one.what(),
                                Elapsed.text(one.length()),
                                bar(Duration.ZERO, one.length(), section.longest())));
                place = "";
            }
        }
        return lines(BARS, rows);
    }

    /// At least one character long, so that what was short is seen too.
    private static String bar(Duration from, Duration to, Duration whole) {
        int begin = Math.min(BAR - 1, (int) Math.floor(Share.of(from, whole) * BAR));
        int end = Math.max(begin + 1, (int) Math.round(Share.of(to, whole) * BAR));
        return "·".repeat(begin) + "█".repeat(end - begin) + "·".repeat(BAR - end);
    }

    @Override
    public List<String> text(Section.Text section) {
        return section.lines();
    }

    private List<String> lines(List<Column> columns, List<List<String>> rows) {
        return new TextTable(columns, rows).lines(ink);
    }
}
