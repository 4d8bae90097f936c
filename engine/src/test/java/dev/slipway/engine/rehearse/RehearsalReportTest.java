package dev.slipway.engine.rehearse;

import static dev.slipway.engine.rehearse.LockMode.ACCESS_EXCLUSIVE;
import static dev.slipway.engine.rehearse.SampleRehearsals.HARMLESS;
import static dev.slipway.engine.rehearse.SampleRehearsals.NOT_GIVEN;
import static dev.slipway.engine.rehearse.SampleRehearsals.REWRITE;
import static dev.slipway.engine.rehearse.SampleRehearsals.WORKS;
import static dev.slipway.engine.rehearse.SampleRehearsals.compat;
import static dev.slipway.engine.rehearse.SampleRehearsals.result;
import static dev.slipway.engine.rehearse.SampleRehearsals.status;
import static dev.slipway.engine.rehearse.SampleRehearsals.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.rollback.OldCode;
import dev.slipway.migrate.Problem;
import dev.slipway.migrate.Spot;
import dev.slipway.migrate.State;
import dev.slipway.report.Exit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RehearsalReportTest {

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
}
