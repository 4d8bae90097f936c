package dev.slipway.engine.rehearse;

import static dev.slipway.engine.rehearse.SampleRehearsals.HARMLESS;
import static dev.slipway.engine.rehearse.SampleRehearsals.NOT_GIVEN;
import static dev.slipway.engine.rehearse.SampleRehearsals.UPSERT;
import static dev.slipway.engine.rehearse.SampleRehearsals.compat;
import static dev.slipway.engine.rehearse.SampleRehearsals.result;
import static dev.slipway.engine.rehearse.SampleRehearsals.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.compat.AtRisk;
import dev.slipway.engine.compat.Broken;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.OldStatement;
import dev.slipway.engine.compat.Skipped;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.report.Exit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the report of a rehearsal says of the old version.
class OldCodeReportTest {

    @Test
    void what_depends_on_values_is_for_a_person_to_decide() {
        var atRisk =
                new AtRisk(
                        UPSERT,
                        "seats_check on public.room: CHECK ((seats > 0))",
                        Optional.of(new Broken.Line("3_type.sql", 7)));
        var result =
                result(
                        List.of(HARMLESS),
                        compat().with(List.of(), List.of(atRisk)),
                        new OldCode.AtRisk(1, 42, "queries/member_upsert.sql:1"));

        assertThat(result.exit()).isEqualTo(Exit.INCONCLUSIVE);
        assertThat(text(result))
                .startsWith(
                        "A person must decide: 1 migration ran in 1.2 ms, nothing waits longer than"
                                + " 1.2 ms, but whether 1.0.0 works on the new schema is unknown,"
                                + " since 1 of its statements depends on values.\n")
                .contains(
                        """
                        Findings
                          warn  3_type.sql:7  may break queries/member_upsert.sql:1 of 1.0.0, depending on its values
                                seats_check on public.room: CHECK ((seats > 0))
                                insert into member values ($1)
                                → Tighten in the release after, when no version is left that writes otherwise.
                                compat/at-risk
                        """,
                        "42 checked, 0 broken, 1 at risk, 1 skipped",
                        "What to do\n  Look at what 1.0.0 writes where it is at risk: if its values"
                                + " always pass, the way back is code only.\n");
        assertThat(result.toReport().data().pretty())
                .contains("\"at_risk\": [\n", "\"constraint\"");
    }

    @Test
    void too_much_that_was_not_checked_is_for_a_person_to_decide() {
        var hidden = new Skipped(new OldStatement("pg_stat_statements 7", "select $1"), "it fails");
        var compat =
                new CompatResult(
                        42,
                        List.of(),
                        List.of(hidden),
                        List.of(UPSERT),
                        List.of(),
                        List.of(),
                        new CompatResult.Calls(80, 20),
                        List.of("what app may do was not checked"));
        var seen =
                new OldCodeSeen(Optional.of(compat), Starts.NONE, "1.0.0", Formats.SQLX).oldCode();
        var result = result(List.of(HARMLESS), compat, seen);

        assertThat(result.exit()).isEqualTo(Exit.INCONCLUSIVE);
        assertThat(text(result))
                .contains(
                        "since 20 % of its calls could not be checked.\n",
                        """
                        SQL of 1.0.0
                          42 checked, 0 broken, 0 at risk, 0 skipped, 1 not checked, 1 stale
                          20 % of the calls stand behind what was not checked
                          not checked pg_stat_statements 7: it fails
                          what app may do was not checked
                        """,
                        "not proven: 20 % of the old version's calls could not be checked");
    }

    @Test
    void how_old_code_starts_on_a_database_that_is_ahead_is_predicted_from_the_format() {
        assertThat(caveats(Formats.SQLX)).singleElement().asString().contains("SQLx refuses that");
        assertThat(caveats(Formats.GOLANG_MIGRATE))
                .singleElement()
                .asString()
                .contains("golang-migrate refuses that");
        assertThat(caveats(Formats.SLIPWAY)).hasSize(1);
        assertThat(caveats(Formats.GOOSE)).isEmpty();
        assertThat(caveats(Formats.FLYWAY)).isEmpty();
        assertThat(caveats(Formats.DBMATE)).isEmpty();
    }

    private static List<String> caveats(Format format) {
        var code = new OldCodeSeen(Optional.of(compat()), Starts.NONE, "1.0.0", format).oldCode();
        assertThat(code).isInstanceOf(OldCode.Works.class);
        return code.caveats();
    }

    @Test
    void what_breaks_the_old_version_does_not_ship() {
        var broken =
                new Broken(
                        UPSERT,
                        "column \"nick\" does not exist [42703]",
                        Optional.of(new Broken.Line("3_type.sql", 7)));
        var result =
                result(List.of(HARMLESS), compat(broken), new OldCode.Breaks(1, UPSERT.source()));

        assertThat(text(result))
                .isEqualTo(
                        """
                        Do not ship: queries/member_upsert.sql:1 of 1.0.0 breaks at 3_type.sql:7.

                        Ways back
                             way            what is known
                             code-only      does not work because 1 statement of 1.0.0 no longer works, such as queries/member_upsert.sql:1
                          →  forward-fix    open: nobody can observe a fix that is not written
                             down-and-code  not proven: the down scripts were not rehearsed
                             restore        not proven: no backup was drilled

                        Findings
                          error 3_type.sql:7  breaks queries/member_upsert.sql:1 of 1.0.0
                                column "nick" does not exist [42703]
                                insert into member values ($1)
                                → Keep what the old version uses beside what replaces it, and take it away in the release after.
                                compat/broken

                        Statements of 2_poster.sql
                          line  statement                           took  lock                  stops       does
                             1  alter table room add poster text  1.2 ms  AccessExclusive room  all 1.2 ms  harmless

                        Locks by table
                                                            from      to  what                        since
                          room  ████████████████████████  0.0 ms  1.2 ms  AccessExclusive, stops all  2_poster.sql:1

                        SQL of 1.0.0
                          42 checked, 1 broken, 0 at risk, 1 skipped
                          skipped x.sql:9: vacuum is a session or utility statement, which the server does not plan

                        What to do
                          Change the migrations so that 1.0.0 goes on working, and rehearse again.
                          If they ship as they are, the way back is a forward fix; no other way is proven.
                        """);
        assertThat(result.toReport().toJson().pretty())
                .isEqualTo(
                        """
                        {
                          "verdict": "block",
                          "headline": "Do not ship: queries/member_upsert.sql:1 of 1.0.0 breaks at 3_type.sql:7.",
                          "pending": [
                            "2_poster.sql"
                          ],
                          "compat": {
                            "checked": 42,
                            "skipped": 1,
                            "unchecked": 0,
                            "stale": 0,
                            "broken": [
                              {
                                "source": "queries/member_upsert.sql:1",
                                "sql": "insert into member\\nvalues ($1)",
                                "error": "column \\"nick\\" does not exist [42703]",
                                "migration": "3_type.sql",
                                "line": 7
                              }
                            ],
                            "at_risk": [],
                            "unchecked_calls_percent": 0,
                            "skipped_statements": [
                              {
                                "source": "x.sql:9",
                                "sql": "vacuum",
                                "reason": "vacuum is a session or utility statement, which the server does not plan"
                              }
                            ],
                            "unchecked_statements": [],
                            "caveats": []
                          },
                          "started": [],
                          "statements": [
                            {
                              "migration": "2_poster.sql",
                              "line": 1,
                              "sql": "alter table room\\n    add poster text",
                              "duration_ms": 1.234,
                              "locks": [
                                {
                                  "relation": "public.room",
                                  "mode": "AccessExclusiveLock",
                                  "held_ms": 1.234
                                }
                              ],
                              "rewrites": [],
                              "scans": [],
                              "index_builds": [],
                              "index_rebuilds": [],
                              "rows": 0,
                              "wal_bytes": 0,
                              "temporary_bytes": 0,
                              "locks_held_to_the_end_of": "transaction",
                              "tables": [],
                              "objects": [],
                              "harmless": true
                            }
                          ],
                          "timeline": [
                            {
                              "name": "room",
                              "stretches": [
                                {
                                  "from_ms": 0,
                                  "to_ms": 1.234,
                                  "what": "AccessExclusive, stops all",
                                  "cause": "2_poster.sql:1",
                                  "tone": "calm"
                                }
                              ]
                            }
                          ],
                          "failed": null,
                          "down": [],
                          "findings": [
                            {
                              "rule": "compat/broken",
                              "severity": "error",
                              "place": "3_type.sql:7",
                              "fact": "breaks queries/member_upsert.sql:1 of 1.0.0",
                              "evidence": "column \\"nick\\" does not exist [42703]\\ninsert into member values ($1)",
                              "remedy": "Keep what the old version uses beside what replaces it, and take it away in the release after."
                            }
                          ],
                          "allowed": [],
                          "ways_back": [
                            {
                              "way": "code-only",
                              "status": "does not work",
                              "because": "1 statement of 1.0.0 no longer works, such as queries/member_upsert.sql:1"
                            },
                            {
                              "way": "forward-fix",
                              "status": "open",
                              "evidence": "nobody can observe a fix that is not written"
                            },
                            {
                              "way": "down-and-code",
                              "status": "not proven",
                              "because": "the down scripts were not rehearsed"
                            },
                            {
                              "way": "restore",
                              "status": "not proven",
                              "because": "no backup was drilled"
                            }
                          ],
                          "recommended": "forward-fix",
                          "after_30_minutes": null,
                          "proof": null
                        }\
                        """);
    }

    @Test
    void without_the_old_sql_a_person_must_decide() {
        var result = result(new Run.Ended(List.of(HARMLESS)), Optional.empty(), NOT_GIVEN);

        assertThat(text(result))
                .isEqualTo(
                        """
                        A person must decide: 1 migration ran in 1.2 ms, nothing waits longer than 1.2 ms, but whether 1.0.0 works on the new schema is unknown, since its SQL was not given (--old-sql).

                        Ways back
                             way            what is known
                             code-only      not proven: the old version's SQL was not given
                          →  forward-fix    open: nobody can observe a fix that is not written
                             down-and-code  not proven: the down scripts were not rehearsed
                             restore        not proven: no backup was drilled

                        Statements of 2_poster.sql
                          line  statement                           took  lock                  stops       does
                             1  alter table room add poster text  1.2 ms  AccessExclusive room  all 1.2 ms  harmless

                        Locks by table
                                                            from      to  what                        since
                          room  ████████████████████████  0.0 ms  1.2 ms  AccessExclusive, stops all  2_poster.sql:1

                        SQL of 1.0.0
                          not checked

                        What to do
                          Rehearse again with the SQL of 1.0.0, or decide without knowing.
                          Way back: a forward fix; no other way is proven.
                        """);
        assertThat(result.exit()).isEqualTo(Exit.INCONCLUSIVE);
    }
}
