package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.compat.Broken;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.OldStatement;
import dev.slipway.engine.compat.Skipped;
import dev.slipway.engine.rollback.Observations;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.State;
import dev.slipway.migrate.Status;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
                                    LockMode.ACCESS_EXCLUSIVE,
                                    Duration.ofMillis(2_340))),
                    List.of("public.room"),
                    List.of(),
                    List.of(),
                    List.of("public.room_pkey"),
                    0);

    private static final OldStatement UPSERT =
            new OldStatement("queries/member_upsert.sql:1", "insert into member\nvalues ($1)");

    @Test
    void what_harms_nobody_may_ship() {
        assertThat(text(result(List.of(HARMLESS), compat(), new OldCode.Works(42))))
                .isEqualTo(
                        """
                        Ship it: 1 migration ran in 1.2 ms, nothing waits longer than 1.2 ms, and 1.0.0 still works on the new schema, so the way back is code only.

                        Statements
                          where           statement                           took  lock                                stops           does
                          2_poster.sql:1  alter table room add poster text  1.2 ms  AccessExclusiveLock on public.room  all for 1.2 ms

                        SQL of 1.0.0
                          42 checked, 0 broken, 1 skipped
                          skipped x.sql:9: vacuum is a session or utility statement, which the server does not plan

                        Ways back
                          way            what is known
                          code-only      works: 42 statements of 1.0.0 planned on the new schema as before
                          forward-fix    open: nobody can observe a fix that is not written
                          down-and-code  not proven: the down scripts were not rehearsed
                          restore        not proven: no backup was drilled

                        What to do
                          Way back: code only.
                          1.0.0 must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations.
                        """);
    }

    @Test
    void what_stops_the_service_says_how_long_and_what_to_do_instead() {
        var report = text(result(List.of(HARMLESS, REWRITE), compat(), new OldCode.Works(42)));

        assertThat(report)
                .isEqualTo(
                        """
                        It can ship, with care: 2 migrations ran in 2.3 s, requests wait up to 2.3 s, and 1.0.0 still works on the new schema, so the way back is code only.

                        Findings
                          warn  3_type.sql:7  stops reads and writes of public.room for 2.3 s
                                AccessExclusiveLock on public.room, held to the end of the transaction
                                → Add a new column beside the old one, fill it in batches, and move over to it in the next release.
                                lock/blocks-reads
                          warn  3_type.sql:7  writes the whole table public.room anew, in 2.3 s here
                                its relfilenode changed; rebuilt public.room_pkey
                                → Add a new column beside the old one, fill it in batches, and move over to it in the next release.
                                rewrite/table

                        Statements
                          where           statement                                took  lock                                stops           does
                          2_poster.sql:1  alter table room add poster text       1.2 ms  AccessExclusiveLock on public.room  all for 1.2 ms
                          3_type.sql:7    alter table room alter id type bigint   2.3 s  AccessExclusiveLock on public.room  all for 2.3 s   rewrites public.room; rebuilds public.room_pkey

                        SQL of 1.0.0
                          42 checked, 0 broken, 1 skipped
                          skipped x.sql:9: vacuum is a session or utility statement, which the server does not plan

                        Ways back
                          way            what is known
                          code-only      works: 42 statements of 1.0.0 planned on the new schema as before
                          forward-fix    open: nobody can observe a fix that is not written
                          down-and-code  not proven: the down scripts were not rehearsed
                          restore        not proven: no backup was drilled

                        What to do
                          Way back: code only.
                          1.0.0 must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations.
                        """);
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

                        Findings
                          error 3_type.sql:7  breaks queries/member_upsert.sql:1 of 1.0.0
                                column "nick" does not exist [42703]
                                insert into member values ($1)
                                → Keep what the old version uses beside what replaces it, and take it away in the release after.
                                compat/broken

                        Statements
                          where           statement                           took  lock                                stops           does
                          2_poster.sql:1  alter table room add poster text  1.2 ms  AccessExclusiveLock on public.room  all for 1.2 ms

                        SQL of 1.0.0
                          42 checked, 1 broken, 1 skipped
                          skipped x.sql:9: vacuum is a session or utility statement, which the server does not plan

                        Ways back
                          way            what is known
                          code-only      does not work because 1 statement of 1.0.0 no longer works, such as queries/member_upsert.sql:1
                          forward-fix    open: nobody can observe a fix that is not written
                          down-and-code  not proven: the down scripts were not rehearsed
                          restore        not proven: no backup was drilled

                        What to do
                          Way back: a forward fix; no other way is proven.
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
                            "broken": [
                              {
                                "source": "queries/member_upsert.sql:1",
                                "sql": "insert into member\\nvalues ($1)",
                                "error": "column \\"nick\\" does not exist [42703]",
                                "migration": "3_type.sql",
                                "line": 7
                              }
                            ],
                            "skipped_statements": [
                              {
                                "source": "x.sql:9",
                                "sql": "vacuum",
                                "reason": "vacuum is a session or utility statement, which the server does not plan"
                              }
                            ]
                          },
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
                              "rows": 0
                            }
                          ],
                          "failed": null,
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
                          "after_30_minutes": null
                        }\
                        """);
    }

    private static String text(RehearsalResult result) {
        return new TextRenderer(Ink.PLAIN).render(result.toReport());
    }

    private static CompatResult compat(Broken... broken) {
        var skipped =
                new Skipped(
                        new OldStatement("x.sql:9", "vacuum"),
                        "vacuum is a session or utility statement, which the server does not plan");
        return new CompatResult(42, List.of(skipped), List.of(broken));
    }

    private static RehearsalResult result(
            List<RehearsedStatement> statements, CompatResult compat, OldCode code) {
        var pending = statements.stream().map(RehearsedStatement::migration).toList();
        var status =
                new Status(
                        State.PENDING,
                        "sqlx",
                        "postgres://slipway@localhost:5432/copy",
                        "public",
                        Optional.of("1"),
                        1,
                        pending,
                        List.of(),
                        Ahead.REFUSE);
        var seen = new Observations("1.0.0", pending.size(), code, Optional.empty(), false);
        return new RehearsalResult(
                "1.0.0", status, new Run.Ended(statements), Optional.of(compat), WaysBack.of(seen));
    }
}
