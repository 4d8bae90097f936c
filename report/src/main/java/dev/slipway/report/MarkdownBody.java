package dev.slipway.report;

import dev.slipway.report.Section.Align;
import dev.slipway.report.Section.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A section as Markdown, with its heading.
final class MarkdownBody implements Section.Cases<String> {

    /// A comment on a pull request holds 65,536 characters.
    private static final int MOST_ROWS = 100;

    private static final int MOST_LINES = 8;

    private static final List<Column> CHOICES =
            List.of(Column.left("way"), Column.left("what is known"));

    private static final List<Column> TIMELINE =
            List.of(
                    Column.left("where"),
                    Column.right("from"),
                    Column.right("to"),
                    Column.left("what"),
                    Column.left("since"));

    private static final List<Column> BARS =
            List.of(
                    Column.left("where"),
                    Column.left("statement"),
                    Column.left("what"),
                    Column.right("time"));

    @Override
    public String findings(Section.Findings section) {
        return heading(section)
                + section.findings().stream()
                        .map(MarkdownBody::finding)
                        .collect(Collectors.joining());
    }

    private static String finding(Finding finding) {
        var out = new StringBuilder();
        out.append("- **%s** ".formatted(finding.severity().word()))
                .append(Markdown.code(finding.place().toString()))
                .append(" ")
                .append(Markdown.words(finding.fact()))
                .append("\n");
        if (!finding.remedy().isEmpty()) {
            out.append(remedy(finding.remedy()));
        }
        out.append("  <details>")
                .append(summary(finding.rule()))
                .append("\n\n")
                .append(
                        finding.evidence().isEmpty()
                                ? ""
                                : Markdown.block(finding.evidence(), "  "))
                .append("  </details>\n");
        return out.toString();
    }

    /// A sentence, and below it the SQL that it asks for, if any.
    private static String remedy(String remedy) {
        var lines = remedy.split("\n", 2);
        var sentence = "  <br>→ " + Markdown.words(lines[0]) + "\n";
        return lines.length == 1
                ? sentence
                : sentence + "\n" + Markdown.block(lines[1], "  ") + "\n";
    }

    @Override
    public String choices(Section.Choices section) {
        var rows =
                section.choices().stream()
                        .map(one ->
                                List.of(
                                        strong(one.name(), one.recommended()),
                                        strong(one.status(), true) + reason(one)))
                        .toList();
        return heading(section) + rows(CHOICES, rows, UnaryOperator.identity());
    }

    private static String reason(Choice choice) {
        return (choice.reason().startsWith(" ") ? " " : "") + Markdown.words(choice.reason());
    }

    private static String strong(String text, boolean strong) {
        var words = Markdown.words(text);
        return strong ? "**" + words + "**" : words;
    }

    @Override
    public String table(Section.Table section) {
        return folded(section, rows(section.columns(), section.rows(), Markdown::words));
    }

    @Override
    public String timeline(Section.Timeline section) {
        var rows = new ArrayList<List<String>>();
        for (var lane : section.lanes()) {
            for (var one : lane.stretches()) {
                rows.add(
                        List.of(
                                lane.name(),
                                Elapsed.text(one.from()),
                                Elapsed.text(one.to()),
                                one.what(),
                                one.cause()));
            }
        }
        return folded(section, rows(TIMELINE, rows, Markdown::words));
    }

    @Override
    public String bars(Section.Bars section) {
        var rows = new ArrayList<List<String>>();
        for (var bar : section.bars()) {
            for (var one : bar.measures()) {
                rows.add(
                        List.of(
                                Markdown.words(bar.place()),
                                Markdown.code(bar.name()),
                                Markdown.words(one.what()),
                                Markdown.words(Elapsed.text(one.length()))));
            }
        }
        return folded(section, rows(BARS, rows, UnaryOperator.identity()));
    }

    @Override
    public String text(Section.Text section) {
        var list = section.items().stream().map(MarkdownBody::item).collect(Collectors.joining());
        return section.lines().size() > MOST_LINES
                ? folded(section, list)
                : heading(section) + list;
    }

    private static String item(Section.Text.Item item) {
        var sentence = "- " + Markdown.words(item.sentence()) + "\n";
        return item.more().isEmpty()
                ? sentence
                : sentence + "\n" + Markdown.block(item.more(), "  ") + "\n";
    }

    private static String heading(Section section) {
        return "### " + Markdown.words(section.title()) + "\n\n";
    }

    private static String folded(Section section, String body) {
        return "<details>%s\n\n%s\n</details>\n".formatted(summary(section.title()), body);
    }

    /// HTML, in which a backslash is one.
    private static String summary(String title) {
        return new Markup("").element("summary", title.replaceAll("\\s+", " ")).written();
    }

    private static String rows(
            List<Column> columns, List<List<String>> rows, UnaryOperator<String> cell) {
        var names = columns.stream().map(Column::name).map(Markdown::words).toList();
        var sides = columns.stream().map(one -> one.align() == Align.RIGHT ? "--:" : ":--");
        var out = new StringBuilder(row(names)).append(row(sides.toList()));
        rows.stream()
                .limit(MOST_ROWS)
                .forEach(row -> out.append(row(row.stream().map(cell).toList())));
        if (rows.size() > MOST_ROWS) {
            out.append("\nand %d more\n".formatted(rows.size() - MOST_ROWS));
        }
        return out.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
