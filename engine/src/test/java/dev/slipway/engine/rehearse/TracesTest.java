package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What statements leave besides locks and files.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesTest {

    private static final String BASE =
            """
            create table room (id int primary key, name text not null, seconds int);
            create type mood as enum ('calm');
            insert into room
            select i, repeat('x', 500) || i, i from generate_series(1, 20000) i;
            """;

    private Copies copies;

    @BeforeAll
    void start(@TempDir Path folder) {
        copies = Copies.on(15, folder);
    }

    @AfterAll
    void stop() {
        copies.close();
    }

    @Test
    void work_under_the_lock_of_an_earlier_statement_is_found() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                "2_a.sql",
                """
                alter table room add poster text;
                alter table room alter seconds set not null;
                alter table room add token uuid default gen_random_uuid();
                """);

        var result = copy.rehearsal().build().run();

        assertThat(result.statements().get(1).locks()).isEmpty();
        assertThat(RehearsalFindings.of(result).observed())
                .extracting(finding -> finding.place().line().orElse(0), Finding::rule)
                .contains(tuple(2, "scan/full-table"), tuple(3, "rewrite/table"));
    }

    @Test
    void what_runs_alone_holds_no_lock_past_its_end() throws Exception {
        var copy = copies.empty();
        copy.write("1_base.up.sql", BASE);
        copy.write(
                "2_a.up.sql",
                """
                -- slipway:no-transaction
                alter table room add poster text;
                select pg_sleep(0.5);
                """);
        var set = MigrationSet.of(Formats.SLIPWAY, copy.folder());

        var first =
                copy.rehearsal().migrations(set).build().run().statements().stream()
                        .filter(one -> one.migration().equals("2_a.up.sql"))
                        .findFirst()
                        .orElseThrow();

        assertThat(first.locks().getFirst().held()).isEqualTo(first.took());
        assertThat(first.traces().alone()).isTrue();
    }

    @Test
    void log_temporary_files_and_sizes_are_measured() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                "2_a.sql",
                """
                set local maintenance_work_mem = '1MB';
                create index room_name on room (name);
                alter table room add token uuid default gen_random_uuid();
                update room set seconds = 2 where id < 100;
                """);

        var statements = copy.rehearsal().build().run().statements();

        assertThat(statements.get(0).traces().walBytes()).isZero();
        assertThat(statements.get(1).traces().walBytes()).isPositive();
        assertThat(statements.get(1).traces().temporaryBytes()).isGreaterThan(1 << 20);
        assertThat(statements.get(2).traces().tables())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.table()).isEqualTo("public.room");
                    assertThat(change.before().bytes()).isGreaterThan(10 << 20);
                    assertThat(change.after().orElseThrow().bytes()).isGreaterThan(10 << 20);
                });
        assertThat(statements.get(3).traces().walBytes()).isPositive();
        assertThat(statements.get(3).traces().temporaryBytes()).isZero();
    }

    @Test
    void what_is_created_changed_and_dropped_is_named() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                "2_a.sql",
                """
                create table seat (id int primary key);
                alter table room add constraint room_time check (seconds > 0) not valid;
                alter type mood add value 'loud';
                create function touch() returns trigger language plpgsql as 'begin return new; end';
                create trigger room_touch before update on room for each row execute function touch();
                drop table seat;
                """);

        var statements = copy.rehearsal().build().run().statements();

        assertThat(statements)
                .extracting(one ->
                        one.traces().objects().stream()
                                .map(change ->
                                        change.how() + " " + change.kind() + " " + change.name())
                                .toList()
                                .toString())
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .contains(
                                                "created table public.seat",
                                                "created index public.seat_pkey"),
                        one ->
                                assertThat(one)
                                        .contains("created constraint room_time on public.room"),
                        one -> assertThat(one).contains("created enum value public.mood 'loud'"),
                        one -> assertThat(one).isEqualTo("[created function public.touch]"),
                        one ->
                                assertThat(one)
                                        .contains(
                                                "created trigger room_touch on public.room",
                                                "changed table public.room"),
                        one ->
                                assertThat(one)
                                        .contains(
                                                "dropped table public.seat",
                                                "dropped index public.seat_pkey"));
    }

    @Test
    void what_a_comment_allows_is_listed_with_its_reason_and_no_finding() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                "2_a.sql",
                """
                -- slipway:allow rewrite/table rooms are few
                alter table room add token uuid default gen_random_uuid();
                """);

        var findings = RehearsalFindings.of(copy.rehearsal().build().run());

        assertThat(findings.observed()).isEmpty();
        assertThat(findings.allowed())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.sentence())
                                .startsWith(
                                        "2_a.sql:2  rewrite/table: rooms are few: stops reads and"
                                                + " writes of public.room for "));
    }

    @Test
    void a_long_migration_blocks_unless_the_notes_name_it() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_a.sql", "select pg_sleep(0.1);\n");
        var again = copies.again(copy);
        var longest = Duration.ofMillis(50);

        var untold =
                copy.rehearsal()
                        .yardstick(new Yardstick(Source.UNKNOWN, longest, Optional.empty()))
                        .build()
                        .run();
        var told =
                again.rehearsal()
                        .yardstick(new Yardstick(Source.UNKNOWN, longest, Optional.of("2_a.sql")))
                        .build()
                        .run();

        assertThat(untold.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(told.exit()).isEqualTo(Exit.INCONCLUSIVE);
    }
}
