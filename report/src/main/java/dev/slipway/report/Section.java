package dev.slipway.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One part of a [Report], told apart by the shape of what it shows.
public sealed interface Section {

    /// What the section is about, as a heading.
    String title();

    /// Whether there is nothing to show, so that the heading would stand alone.
    boolean isEmpty();

    /// Gives the section to the case of its kind.
    <T> T match(Cases<T> cases);

    /// Something done for each kind of section: who forgets a kind does not compile.
    interface Cases<T> {

        T findings(Findings section);

        T choices(Choices section);

        T table(Table section);

        T timeline(Timeline section);

        T bars(Bars section);

        T text(Text section);
    }

    /// Findings, worst first.
    record Findings(String title, List<Finding> findings) implements Section {
        public Findings {
            findings = List.copyOf(findings);
        }

        @Override
        public boolean isEmpty() {
            return findings.isEmpty();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.findings(this);
        }
    }

    /// What there is to choose from, the best first, with what is known of each.
    record Choices(String title, List<Choice> choices) implements Section {
        public Choices {
            choices = List.copyOf(choices);
        }

        @Override
        public boolean isEmpty() {
            return choices.isEmpty();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.choices(this);
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

        @Override
        public boolean isEmpty() {
            return rows.isEmpty();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.table(this);
        }
    }

    /// What went on at the same time, a lane for each thing that it happened to.
    record Timeline(String title, List<Lane> lanes) implements Section {
        public Timeline {
            lanes = List.copyOf(lanes);
        }

        /// The end of the last stretch.
        public Duration length() {
            return lanes.stream()
                    .flatMap(lane -> lane.stretches().stream())
                    .map(Stretch::to)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }

        @Override
        public boolean isEmpty() {
            return lanes.isEmpty();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.timeline(this);
        }

        public Json.Arr toJson() {
            return Json.array(lanes, Lane::toJson);
        }
    }

    /// Lengths of time side by side, one or more for each thing.
    record Bars(String title, List<Bar> bars) implements Section {
        public Bars {
            bars = List.copyOf(bars);
        }

        /// The longest of all, to which the others compare.
        public Duration longest() {
            return bars.stream()
                    .flatMap(bar -> bar.measures().stream())
                    .map(Measure::length)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }

        @Override
        public boolean isEmpty() {
            return bars.isEmpty();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.bars(this);
        }
    }

    /// Plain sentences, one a line. What begins with a space belongs to the sentence above it.
    record Text(String title, List<String> lines) implements Section {
        public Text {
            lines = List.copyOf(lines);
        }

        /// A sentence, and the lines that belong to it as one text; empty if there are none.
        record Item(String sentence, String more) {}

        List<Item> items() {
            var items = new ArrayList<Item>();
            for (int from = 0; from < lines.size(); ) {
                int to = from + 1;
                while (to < lines.size() && lines.get(to).startsWith(" ")) {
                    to++;
                }
                var more = String.join("\n", lines.subList(from + 1, to)).stripIndent();
                items.add(new Item(lines.get(from), more));
                from = to;
            }
            return items;
        }

        @Override
        public boolean isEmpty() {
            return lines.isEmpty();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.text(this);
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
