package dev.slipway.report;

import dev.slipway.report.Section.Align;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The inside of a section as HTML. Colour only ever repeats what the words say.
record HtmlBody(Markup html) implements Section.Cases<Markup> {

    /// More rows than this are folded away; a page is to be read.
    private static final int MOST_ROWS = 40;

    private static final List<Integer> QUARTERS = List.of(0, 1, 2, 3, 4);

    @Override
    public Markup findings(Section.Findings section) {
        section.findings().forEach(this::finding);
        return html;
    }

    private void finding(Finding finding) {
        html.open("article", "class", "finding " + finding.severity().tone().word());
        html.open("p");
        badge(finding.severity().word(), finding.severity().tone());
        html.text(" ").element("code", finding.place().toString()).close();
        html.element("h3", finding.fact());
        if (!finding.evidence().isEmpty()) {
            html.element("pre", finding.evidence());
        }
        if (!finding.remedy().isEmpty()) {
            remedy(finding.remedy());
        }
        html.element("p", finding.rule(), "class", "rule").close().line();
    }

    /// A sentence in which code stands between backticks, and below it the SQL that it asks for, if
    /// any.
    private void remedy(String remedy) {
        var lines = remedy.split("\n", 2);
        html.open("p", "class", "remedy");
        sentence(lines[0]);
        html.close();
        if (lines.length > 1) {
            html.element("pre", lines[1]);
        }
    }

    private void sentence(String text) {
        var parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1 && i < parts.length - 1;
            html.text(code || i % 2 == 0 ? "" : "`");
            if (code) {
                html.element("code", parts[i]);
            } else {
                html.text(parts[i]);
            }
        }
    }

    @Override
    public Markup choices(Section.Choices section) {
        html.open("dl", "class", "choices").line();
        for (var one : section.choices()) {
            html.open("div", "class", one.recommended() ? "recommended" : "other");
            html.open("dt").text(one.name());
            if (one.recommended()) {
                html.text(" ").element("small", "recommended");
            }
            html.close().open("dd");
            badge(one.status(), one.tone());
            html.text(one.reason().replaceFirst("^: ", " ")).close().close().line();
        }
        return html.close();
    }

    @Override
    public Markup table(Section.Table section) {
        return folded(
                section.rows().size(),
                () -> {
                    html.open("div", "class", "wide", "tabindex", "0")
                            .open("table")
                            .open("thead")
                            .open("tr");
                    section.columns()
                            .forEach(one ->
                                    html.element("th", one.name(), "class", side(one.align())));
                    html.close().close().open("tbody").line();
                    section.rows().forEach(row -> row(section, row));
                    html.close().close().close();
                });
    }

    private void row(Section.Table section, List<String> row) {
        html.open("tr");
        for (int i = 0; i < row.size(); i++) {
            html.element("td", row.get(i), "class", side(section.columns().get(i).align()));
        }
        html.close().line();
    }

    private static String side(Align align) {
        return align.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Markup timeline(Section.Timeline section) {
        var whole = section.length();
        var rows = section.lanes().stream().mapToInt(lane -> lane.stretches().size()).sum();
        return folded(
                rows,
                () -> {
                    axis(whole);
                    section.lanes().forEach(lane -> lane(lane, whole));
                });
    }

    private void axis(Duration whole) {
        html.open("div", "class", "line axis").open("span").close().open("span", "class", "ticks");
        for (int quarter : QUARTERS) {
            html.element("i", Elapsed.text(whole.multipliedBy(quarter).dividedBy(4)));
        }
        html.close().close().line();
    }

    private void lane(Lane lane, Duration whole) {
        html.element("h3", lane.name(), "class", "lane").line();
        for (var one : lane.stretches()) {
            var times = Elapsed.text(one.from()) + " to " + Elapsed.text(one.to());
            html.open("div", "class", "line");
            html.open("span").element("b", one.what()).text(" ").element("code", one.cause());
            html.text(" ").element("small", times).close();
            track(one.from(), one.to(), whole, one.tone()).close().line();
        }
    }

    @Override
    public Markup bars(Section.Bars section) {
        return folded(
                section.bars().size(),
                () -> section.bars().forEach(bar -> bar(bar, section.longest())));
    }

    private void bar(Bar bar, Duration longest) {
        html.open("div", "class", "bar").open("p");
        html.element("code", bar.place()).text(" ").element("code", bar.name(), "class", "sql");
        html.close().line();
        for (var one : bar.measures()) {
            html.open("div", "class", "line").open("span").text(one.what() + " ");
            html.element("b", Elapsed.text(one.length())).close();
            track(Duration.ZERO, one.length(), longest, one.tone()).close();
        }
        html.close().line();
    }

    private Markup track(Duration from, Duration to, Duration whole, Tone tone) {
        double left = 100 * Share.of(from, whole);
        double width = 100 * Share.of(to, whole) - left;
        var style =
                String.format(
                        Locale.ROOT, "left:min(%.2f%%,100%% - 3px);width:%.2f%%", left, width);
        html.open("span", "class", "track");
        return html.element("i", "", "class", tone.word(), "style", style).close();
    }

    @Override
    public Markup text(Section.Text section) {
        return folded(
                section.lines().size(),
                () -> {
                    html.open("ul").line();
                    section.items().forEach(this::item);
                    html.close();
                });
    }

    private void item(Section.Text.Item item) {
        html.open("li").text(item.sentence());
        if (!item.more().isEmpty()) {
            html.element("pre", item.more());
        }
        html.close().line();
    }

    private Markup folded(int rows, Runnable body) {
        if (rows <= MOST_ROWS) {
            body.run();
            return html;
        }
        html.open("details").element("summary", "all " + rows).line();
        body.run();
        return html.close();
    }

    private void badge(String word, Tone tone) {
        html.element("span", word, "class", "badge " + tone.word());
    }
}
