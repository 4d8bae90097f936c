package dev.slipway.report;

import dev.slipway.report.Section.Column;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/// Reports that hold a section of every kind.
final class Samples {

    static final Finding BROKEN =
            new Finding(
                    "compat/broken",
                    Severity.ERROR,
                    Place.line("0003_split.sql", 7),
                    "breaks queries/member.sql of 1.0.0",
                    "column \"name\" does not exist [42703]",
                    "Keep the column for one more release.");

    static final Finding SLOW =
            new Finding(
                    "lock/blocks-writes",
                    Severity.WARNING,
                    Place.line("0002_index.sql", 1),
                    "stops writes to room for 2.3 s",
                    "ShareLock on room",
                    "");

    private Samples() {}

    static Report blocked() {
        return new Report(
                new Verdict.Block(List.of(BROKEN)),
                "Do not ship: 1 statement breaks.",
                List.of(
                        ways(),
                        new Section.Findings("Findings", List.of(BROKEN, SLOW)),
                        table("create index on room (name)"),
                        timeline("room"),
                        bars("create index on room (name)"),
                        new Section.Text("What to do", List.of("Change 0003_split.sql."))),
                Json.object());
    }

    static Report clean() {
        return new Report(
                new Verdict.Pass(),
                "Ship it.",
                List.of(ways(), new Section.Findings("Findings", List.of())),
                Json.object());
    }

    static Report text(String... lines) {
        return new Report(
                new Verdict.Pass(),
                "Ship it.",
                List.of(new Section.Text("Started", List.of(lines))),
                Json.object());
    }

    /// The same text wherever a report can hold any, and `statements` rows of it.
    static Report full(String text, int statements) {
        var finding =
                new Finding(
                        "compat/broken",
                        Severity.ERROR,
                        Place.line(text, 7),
                        "a" + text,
                        text,
                        text);
        var row = List.of(text, text);
        var lane = new Lane(text, List.of(stretch(0, 10, text)));
        var bar = new Bar(text, text, List.of(new Measure(text, Duration.ofMillis(1), Tone.GOOD)));
        return new Report(
                new Verdict.Block(List.of(finding)),
                "Do not ship: " + text.replace('\n', ' '),
                List.of(
                        new Section.Findings(text, List.of(finding)),
                        new Section.Choices(
                                text, List.of(new Choice(text, text, Tone.BAD, text, true))),
                        new Section.Table(
                                text,
                                List.of(Column.left(text), Column.right(text)),
                                Collections.nCopies(statements, row)),
                        new Section.Timeline(text, Collections.nCopies(statements, lane)),
                        new Section.Bars(text, Collections.nCopies(statements, bar)),
                        new Section.Text(text, Collections.nCopies(statements, text))),
                Json.object());
    }

    static Section ways() {
        return new Section.Choices(
                "Ways back",
                List.of(
                        new Choice(
                                "code-only",
                                "does not work",
                                Tone.BAD,
                                "does not work because 1 statement breaks",
                                false),
                        new Choice(
                                "forward-fix", "open", Tone.CALM, "open: not written yet", true)));
    }

    static Section table(String sql) {
        return new Section.Table(
                "Statements",
                List.of(Column.left("statement"), Column.right("took")),
                List.of(List.of(sql, "2.3 s")));
    }

    static Section timeline(String table) {
        return new Section.Timeline(
                "Locks",
                List.of(
                        new Lane(table, List.of(stretch(0, 2_300, "ShareLock"))),
                        new Lane("member", List.of(stretch(2_300, 2_400, "AccessExclusiveLock")))));
    }

    static Section bars(String sql) {
        return new Section.Bars(
                "Time",
                List.of(
                        new Bar(
                                "0002_index.sql:1",
                                sql,
                                List.of(
                                        new Measure("took", Duration.ofMillis(2_300), Tone.CALM),
                                        new Measure(
                                                "stops writes",
                                                Duration.ofMillis(1_200),
                                                Tone.CAREFUL)))));
    }

    private static Stretch stretch(long from, long to, String what) {
        return new Stretch(
                Duration.ofMillis(from), Duration.ofMillis(to), what, what + ":1", Tone.CAREFUL);
    }
}
