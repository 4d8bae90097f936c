package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextRendererTest {

    private static final Finding BROKEN =
            new Finding(
                    "compat/broken",
                    Severity.ERROR,
                    Place.line("0003_split.sql", 7),
                    "queries/member.sql of 1.0.0 no longer works.",
                    "column \"name\" does not exist [42703]",
                    "Keep the column for one more release.");

    private static final Section TABLE =
            new Section.Table(
                    "Statements",
                    List.of(Section.Column.left("statement"), Section.Column.right("ms")),
                    List.of(List.of("alter table", "7"), List.of("update", "1204")));

    @Test
    void a_report_reads_from_its_headline_down() {
        var report =
                new Report(
                        new Verdict.Block(List.of(BROKEN)),
                        "Do not ship.",
                        List.of(TABLE, new Section.Findings("Findings", List.of(BROKEN))),
                        Json.object());

        assertThat(new TextRenderer(Ink.PLAIN).render(report))
                .isEqualTo(
                        """
                        Do not ship.

                        Statements
                          statement      ms
                          alter table     7
                          update       1204

                        Findings
                          error 0003_split.sql:7  queries/member.sql of 1.0.0 no longer works.
                                column "name" does not exist [42703]
                                → Keep the column for one more release.
                                compat/broken
                        """);
    }

    @Test
    void a_section_without_content_is_left_out() {
        var report =
                new Report(
                        new Verdict.Pass(),
                        "Ready.",
                        List.of(
                                new Section.Findings("Findings", List.of()),
                                new Section.Text("Next", List.of())),
                        Json.object());

        assertThat(new TextRenderer(Ink.PLAIN).render(report)).isEqualTo("Ready.\n");
    }

    @Test
    void colour_only_repeats_what_the_words_say() {
        var report = new Report(new Verdict.Pass(), "Ready.", List.of(TABLE), Json.object());

        var coloured = new TextRenderer(Ink.COLOUR).render(report);

        assertThat(coloured).contains("\u001b[32mReady.\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", ""))
                .isEqualTo(new TextRenderer(Ink.PLAIN).render(report));
    }

    @Test
    void a_row_must_fit_its_columns() {
        assertThatThrownBy(() ->
                        new Section.Table(
                                "t", List.of(Section.Column.left("a")), List.of(List.of("1", "2"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 cells under 1 columns: [1, 2]");
    }

    @Test
    void what_is_drawn_elsewhere_is_drawn_with_characters() {
        var report =
                new Report(
                        new Verdict.Pass(),
                        "Ready.",
                        List.of(
                                Samples.ways(),
                                Samples.timeline("room"),
                                Samples.bars("create index on room (name)")),
                        Json.object());

        assertThat(new TextRenderer(Ink.PLAIN).render(report))
                .isEqualTo(
                        """
                        Ready.

                        Ways back
                             way          what is known
                             code-only    does not work because 1 statement breaks
                          →  forward-fix  open: not written yet

                        Locks
                                                              from     to  what                 since
                          room    ███████████████████████·  0.0 ms  2.3 s  ShareLock            ShareLock:1
                          member  ·······················█   2.3 s  2.4 s  AccessExclusiveLock  AccessExclusiveLock:1

                        Time
                                            what           time
                          0002_index.sql:1  took          2.3 s  ████████████████████████
                                            stops writes  1.2 s  █████████████···········
                        """);
    }
}
