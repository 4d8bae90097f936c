package dev.slipway.engine.rehearse;

import static dev.slipway.engine.rehearse.LockMode.ACCESS_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.compat.AtRisk;
import dev.slipway.engine.compat.Broken;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.OldStatement;
import dev.slipway.engine.compat.Skipped;
import dev.slipway.engine.rollback.Observations;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Problem;
import dev.slipway.migrate.Spot;
import dev.slipway.migrate.State;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.report.Exit;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RehearsalReportTest {

    private static final RehearsedStatement HARMLESS =
            new RehearsedStatement(
                    "2_poster.sql",
                    1,
                    "alter table room\n    add poster text",
                    Duration.ofNanos(1_234_567),
                    List.of(
                            new HeldLock(
                                    "public.room",
                                    "public.room",
                                    LockMode.ACCESS_EXCLUSIVE,
                                    Duration.ofNanos(1_234_567))),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    0);

    private static final RehearsedStatement REWRITE =
            new RehearsedStatement(
                    "3_type.sql",
                    7,
                    "alter table room alter id type bigint",
                    Duration.ofMillis(2_340),
                    List.of(
                            new HeldLock(
                                    "public.room",
                                    "public.room",
                                    LockMode.ACCESS_EXCLUSIVE,
                                    Duration.ofMillis(2_340)),
                            new HeldLock(
                                    "public.room_pkey",
                                    "public.room",
                                    LockMode.ACCESS_EXCLUSIVE,
                                    Duration.ofMillis(2_340))),
                    List.of("public.room"),
                    List.of(),
                    List.of(),
                    List.of("public.room_pkey"),
                    0);

    private static final OldCode NOT_GIVEN =
            new OldCode.Unknown("the old version's SQL was not given");

    private static final OldCode WORKS =
            new OldCode.Works(
                    42,
                    List.of(
                            "1.0.0 must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations."));

    private static final OldStatement UPSERT =
            new OldStatement("queries/member_upsert.sql:1", "insert into member\nvalues ($1)");

    @Test
    void what_harms_nobody_may_ship() {
        assertThat(text(result(List.of(HARMLESS), compat(), WORKS)))
                .isEqualTo(
                        """
                        Ship it: 1 migration ran in 1.2 ms, nothing waits longer than 1.2 ms, and 1.0.0 still works on the new schema, so the way back is code only.

                        Ways back
                             way            what is known
                          →  code-only      works: 42 statements of 1.0.0 planned on the new schema as before
                             forward-fix    open: nobody can observe a fix that is not written
                             down-and-code  not proven: the down scripts were not rehearsed
                             restore        not proven: no backup was drilled

                        Statements of 2_poster.sql
                          line  statement                           took  lock                  stops       does
                             1  alter table room add poster text  1.2 ms  AccessExclusive room  all 1.2 ms  harmless

                        Locks by table
                                                            from      to  what                        since
                          room  ████████████████████████  0.0 ms  1.2 ms  AccessExclusive, stops all  2_poster.sql:1

                        SQL of 1.0.0
                          42 checked, 0 broken, 0 at risk, 1 skipped
                          skipped x.sql:9: vacuum is a session or utility statement, which the server does not plan

                        What to do
                          Way back: code only.
                          1.0.0 must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations.
                        """);
    }

    @Test
    void what_stops_the_service_says_how_long_and_what_to_do_instead() {
        var report = text(result(List.of(HARMLESS, REWRITE), compat(), WORKS));

        assertThat(report)
                .isEqualTo(
                        """
                        It can ship, with care: 2 migrations ran in 2.3 s, requests wait up to 2.3 s, and 1.0.0 still works on the new schema, so the way back is code only.

                        Ways back
                             way            what is known
                          →  code-only      works: 42 statements of 1.0.0 planned on the new schema as before
                             forward-fix    open: nobody can observe a fix that is not written
                             down-and-code  not proven: the down scripts were not rehearsed
                             restore        not proven: no backup was drilled

                        Findings
                          warn  3_type.sql:7  stops reads and writes of public.room for 2.3 s, and writes the whole of it anew
                                AccessExclusiveLock on public.room and its index public.room_pkey, held to the end of the transaction
                                its relfilenode changed; rebuilt public.room_pkey
                                all rows and all indexes are written anew under that lock: the time grows with the table
                                → There is no form of it that lets others work: use pg_repack, or an hour without traffic.
                                rewrite/table

                        Statements of 2_poster.sql
                          line  statement                           took  lock                  stops       does
                             1  alter table room add poster text  1.2 ms  AccessExclusive room  all 1.2 ms  harmless

                        Statements of 3_type.sql
                          line  statement                               took  lock                  stops      does
                             7  alter table room alter id type bigint  2.3 s  AccessExclusive room  all 2.3 s  rewrites table, index

                        Where the time goes
                                        what        time
                          3_type.sql:7  took       2.3 s  ████████████████████████
                                        stops all  2.3 s  ████████████████████████

                        Locks by table
                                                            from      to  what                        since
                          room  █·······················  0.0 ms  1.2 ms  AccessExclusive, stops all  2_poster.sql:1
                                ████████████████████████  1.2 ms   2.3 s  AccessExclusive, stops all  3_type.sql:7

                        SQL of 1.0.0
                          42 checked, 0 broken, 0 at risk, 1 skipped
                          skipped x.sql:9: vacuum is a session or utility statement, which the server does not plan

                        What to do
                          Way back: code only.
                          1.0.0 must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations.
                        """);
    }

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
    void the_caller_says_from_which_severity_on_it_does_not_ship() {
        var result = result(List.of(HARMLESS, REWRITE), compat(), new OldCode.Works(42, List.of()));

        assertThat(result.exit(FailOn.BLOCKER)).isEqualTo(Exit.DONE);
        assertThat(result.exit(FailOn.ERROR)).isEqualTo(Exit.DONE);
        assertThat(result.exit(FailOn.WARNING)).isEqualTo(Exit.BLOCKED);
        assertThat(result.exit(FailOn.NOTE)).isEqualTo(Exit.BLOCKED);
        assertThat(result.toReport(FailOn.WARNING).headline())
                .isEqualTo(
                        "Do not ship: 3_type.sql:7 stops reads and writes of public.room for 2.3 s,"
                                + " and writes the whole of it anew.");
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

    @Test
    void a_migration_that_fails_is_to_be_corrected_and_has_no_way_back() {
        var failed =
                new FailedStatement(
                        "3_type.sql",
                        new Spot(7, OptionalInt.of(12)),
                        "no such type\n  x [42704].",
                        "correct it");
        var result = result(new Run.Failed(List.of(HARMLESS), failed), Optional.empty(), NOT_GIVEN);

        assertThat(text(result))
                .isEqualTo(
                        """
                        Do not ship: 3_type.sql:7:12 fails: no such type x [42704].

                        Findings
                          error 3_type.sql:7:12  fails on the copy, and would fail on the original
                                no such type
                                  x [42704].
                                → correct it
                                rehearsal/failed

                        Statements of 2_poster.sql
                          line  statement                           took  lock                  stops       does
                             1  alter table room add poster text  1.2 ms  AccessExclusive room  all 1.2 ms  harmless

                        Locks by table
                                                            from      to  what                        since
                          room  ████████████████████████  0.0 ms  1.2 ms  AccessExclusive, stops all  2_poster.sql:1

                        What to do
                          Correct 3_type.sql:7:12 and rehearse again; only the copy was changed.
                        """);
        assertThat(result.exit()).isEqualTo(Exit.BLOCKED);
    }

    @Test
    void what_may_not_run_needs_no_copy_and_ends_as_a_migration_would() {
        var changed = new Problem(Problem.Kind.CHANGED, Optional.of("1"), "1_a.sql", "has changed");
        var ahead = new Problem(Problem.Kind.AHEAD, Optional.of("9"), "9", "is applied");
        var drift = status(State.DRIFT, List.of("2"), List.of(changed, ahead));

        var result = RehearsalResult.withoutCopy("1.0.0", drift).orElseThrow();

        assertThat(text(result))
                .isEqualTo(
                        """
                        Not rehearsed, since no migration may run: 1_a.sql has changed (and 1 more).

                        Findings
                          error 1_a.sql  has changed
                                history/changed
                          error 9  is applied
                                history/ahead

                        What to do
                          Bring the files and the history together, and rehearse again.
                        """);
        assertThat(result.exit()).isEqualTo(Exit.DRIFT);
    }

    @Test
    void nothing_pending_needs_no_copy_either() {
        var ready = status(State.READY, List.of(), List.of());
        var pending = status(State.PENDING, List.of("2"), List.of());

        var result = RehearsalResult.withoutCopy("1.0.0", ready).orElseThrow();

        assertThat(text(result)).isEqualTo("Nothing to rehearse: no migration is pending.\n");
        assertThat(result.exit()).isEqualTo(Exit.DONE);
        assertThat(RehearsalResult.withoutCopy("1.0.0", pending)).isEmpty();
    }

    @Test
    void a_lock_is_drawn_from_its_statement_to_the_end_of_its_transaction() {
        var report =
                result(List.of(HARMLESS, REWRITE), compat(), new OldCode.Works(42, List.of()))
                        .toReport();

        assertThat(report.toJson().compact())
                .contains(
                        "\"timeline\":[{\"name\":\"room\",\"stretches\":["
                                + "{\"from_ms\":0,\"to_ms\":1.234,"
                                + "\"what\":\"AccessExclusive, stops all\","
                                + "\"cause\":\"2_poster.sql:1\",\"tone\":\"calm\"},"
                                + "{\"from_ms\":1.234,\"to_ms\":2341.234,"
                                + "\"what\":\"AccessExclusive, stops all\","
                                + "\"cause\":\"3_type.sql:7\",\"tone\":\"bad\"}]}]");
    }

    @Test
    void the_table_of_statements_fits_120_columns() {
        var many =
                List.of(
                        new HeldLock("public.a", "public.a", ACCESS_EXCLUSIVE, REWRITE.took()),
                        new HeldLock(
                                "x.long_name", "x.long_name", ACCESS_EXCLUSIVE, REWRITE.took()));
        var wide =
                new RehearsedStatement(
                        "20260301120000_a_rather_long_description_of_it.sql",
                        1234,
                        "alter table a alter column b type bigint using " + "b + ".repeat(50),
                        Duration.ofSeconds(250),
                        many,
                        List.of("public.a"),
                        List.of("public.a"),
                        List.of(),
                        List.of("public.a_1", "public.a_2"),
                        0);

        var table =
                text(result(List.of(wide), compat(), WORKS))
                        .lines()
                        .filter(line -> line.contains("1234  alter table"))
                        .toList();

        assertThat(table)
                .singleElement(InstanceOfAssertFactories.STRING)
                .hasSize(120)
                .contains("  AccessExclusive a, x.long_name  all 2.3 s  rewrites table, 2 indexes");
    }

    private static String text(RehearsalResult result) {
        return new TextRenderer(Ink.PLAIN).render(result.toReport());
    }

    private static CompatResult compat(Broken... broken) {
        var skipped =
                new Skipped(
                        new OldStatement("x.sql:9", "vacuum"),
                        "vacuum is a session or utility statement, which the server does not plan");
        return new CompatResult(
                42,
                List.of(skipped),
                List.of(),
                List.of(),
                List.of(broken),
                List.of(),
                new CompatResult.Calls(0, 0),
                List.of());
    }

    private static RehearsalResult result(
            List<RehearsedStatement> statements, CompatResult compat, OldCode code) {
        return result(new Run.Ended(statements), Optional.of(compat), code);
    }

    private static RehearsalResult result(Run run, Optional<CompatResult> compat, OldCode code) {
        var pending = run.statements().stream().map(RehearsedStatement::migration).toList();
        var seen = new Observations("1.0.0", pending.size(), code, Optional.empty(), false);
        return new RehearsalResult(
                "1.0.0",
                status(State.PENDING, pending, List.of()),
                run,
                compat,
                List.of(),
                WaysBack.of(seen));
    }

    private static Status status(State state, List<String> pending, List<Problem> problems) {
        return new Status(
                state,
                "sqlx",
                "postgres://slipway@localhost:5432/copy",
                "public",
                Optional.of("1"),
                1,
                pending,
                problems,
                Optional.empty(),
                List.of(),
                Ahead.REFUSE);
    }
}
