package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Statement;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of statements that cannot run in a transaction, whatever the server's version.
@OnEachServer
class LoneTest extends DatabaseContract {

    private static final String INDEXES =
            """
            select indexrelid::regclass, indisvalid
              from pg_index
             where indrelid = '"Room"'::regclass
             order by 1
            """;

    /// How long a reader's transaction lasts, many times over.
    private static final long READ_MS = 400;

    LoneTest(int major) {
        super(major);
    }

    @BeforeEach
    void two_tables() throws Exception {
        write(
                "1_a.sql",
                """
                create table "Room" (id int, name text);
                create table booking (id int);
                create table log (line text);
                insert into "Room" select n, 'room ' || n from generate_series(1, 1000) n;
                """);
        migrator().build().migrate();
    }

    @Test
    void a_listener_that_fails_does_not_hide_why_a_statement_failed() throws Exception {
        write("2_b.sql", "-- no-transaction\ncreate index concurrently on \"Room\" (id);");
        var listener =
                new Listener() {
                    @Override
                    public void waitsForOthers(
                            Migration m, Statement s, List<Blocker> blockers, Duration waited) {
                        throw new IllegalStateException("a listener's own");
                    }
                };
        try (var reader = reader("select * from booking")) {
            var outcome =
                    migrator()
                            .waitOldTransactions(Duration.ofSeconds(3))
                            .listener(listener)
                            .build()
                            .migrate();
            reader.rollback();

            assertThat(((Outcome.Failed) outcome).error()).contains("could not have its locks");
        }
    }

    private Migrator.Builder brief() {
        return hasty().waitOldTransactions(Duration.ofMillis(700));
    }

    @Test
    void an_index_is_built_while_replicas_wait_and_readers_come_and_go() throws Exception {
        write("2_b.sql", "-- no-transaction\ncreate index concurrently on \"Room\" (id);");
        var over = new AtomicBoolean();
        var readers = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 4; i++) {
            readers.add(inThread(() -> readBookings(over)));
        }
        var outcomes = new ArrayList<Future<Outcome>>();
        for (int i = 0; i < 6; i++) {
            outcomes.add(inThread(hasty().build()::migrate));
        }
        for (var outcome : outcomes) {
            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
        }
        over.set(true);
        for (var reader : readers) {
            assertThat(reader.get(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(rows(INDEXES)).containsExactly("\"Room_id_idx\"|t");
    }

    private boolean readBookings(AtomicBoolean over) throws SQLException, InterruptedException {
        while (!over.get()) {
            try (var reader = reader("select * from booking")) {
                Thread.sleep(READ_MS);
                reader.rollback();
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently \"Room id\" on \"Room\" (id)",
                "create unique index concurrently if not exists \"Room id\" on public.\"Room\" (id)",
                "create /* by id */ index concurrently on only \"Room\" (id)",
            })
    void an_index_that_waited_too_long_is_dropped_before_it_is_built_again(String sql)
            throws Exception {
        write("2_b.sql", "-- no-transaction\n" + sql);
        Outcome.Failed failed;
        try (var reader = reader("select * from booking")) {
            failed = (Outcome.Failed) brief().build().migrate();
            reader.rollback();
        }

        assertThat(failed.error())
                .matches(
                        "it could not have its locks within 700 ms, because of process [0-9]+"
                                + " \\(a reader, in a transaction for [0-9]+ s\\): select \\* from"
                                + " booking");
        assertThat(failed.hint()).contains("--wait-old-transactions");
        assertThat(rows(INDEXES)).singleElement().asString().endsWith("|f");
        assertThat(brief().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows(INDEXES)).singleElement().asString().endsWith("|t");
    }

    @Test
    void whom_a_lone_statement_waits_for_is_told() throws Exception {
        write("2_b.sql", "-- no-transaction\ncreate index concurrently on \"Room\" (id);");
        var told = new CountDownLatch(2);
        var blockers = Collections.synchronizedList(new ArrayList<Blocker>());
        var listener =
                new Listener() {
                    @Override
                    public void waitsForOthers(
                            Migration m, Statement s, List<Blocker> others, Duration waited) {
                        blockers.addAll(others);
                        told.countDown();
                    }
                };
        try (var reader = reader("select * from booking")) {
            var outcome = inThread(hasty().listener(listener).build()::migrate);
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            reader.rollback();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(blockers)
                .allSatisfy(one -> {
                    assertThat(one.query()).isEqualTo("select * from booking");
                    assertThat(one.age().orElseThrow()).isGreaterThan(Duration.ofSeconds(1));
                });
    }

    @Test
    void a_file_may_set_how_long_it_waits_for_old_transactions() throws Exception {
        write(
                "2_b.sql",
                "-- no-transaction\n-- slipway:wait-old-transactions 300ms\n"
                        + "create index concurrently on \"Room\" (id);");
        try (var reader = reader("select * from booking")) {
            assertThat(((Outcome.Failed) hasty().build().migrate()).error())
                    .startsWith("it could not have its locks within 300 ms");
            reader.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create unique index concurrently if not exists room_name on \"Room\" (name)",
                "create unique index concurrently on \"Room\" (name)",
            })
    void an_index_whose_rows_were_not_unique_is_built_again(String sql) throws Exception {
        execute("create index mine on \"Room\" (id); insert into \"Room\" values (0, 'room 1')");
        write("2_b.sql", "-- no-transaction\n" + sql);

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Failed.class);
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Failed.class);
        assertThat(rows(INDEXES)).hasSize(2);
        execute("delete from \"Room\" where id = 0");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows(INDEXES)).hasSize(2).allSatisfy(index -> assertThat(index).endsWith("|t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently room_id on \"Room\" (id)",
                "create index concurrently on \"Room\" (id)",
            })
    void an_index_that_was_built_before_the_process_was_killed_is_not_built_again(String sql)
            throws Exception {
        write("2_b.sql", "-- no-transaction\n" + sql);

        migrateAndDieAfter(sql);
        var built = rows("select indexrelid from pg_index where indrelid = '\"Room\"'::regclass");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows("select indexrelid from pg_index where indrelid = '\"Room\"'::regclass"))
                .isEqualTo(built)
                .hasSize(1);
    }

    @Test
    void an_index_that_was_dropped_before_the_process_was_killed_is_not_dropped_again()
            throws Exception {
        execute("create index \"Room id\" on \"Room\" (id)");
        write("2_b.sql", "-- no-transaction\ndrop index concurrently \"Room id\"");

        migrateAndDieAfter("drop index concurrently \"Room id\"");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void an_index_of_the_same_name_that_was_there_before_is_no_index_of_ours() throws Exception {
        execute("create index room_id on \"Room\" (name)");
        write("2_b.sql", "-- no-transaction\ncreate index concurrently room_id on \"Room\" (id)");

        for (int i = 0; i < 2; i++) {
            assertThat(((Outcome.Failed) migrator().build().migrate()).error())
                    .contains("already exists");
        }
    }

    /// Ends as a killed process does: nothing is written after the statement.
    private void migrateAndDieAfter(String sql) {
        var listener =
                new Listener() {
                    @Override
                    public void statementEnds(
                            Migration m, Statement statement, Ran ran, Connection c) {
                        if (statement.sql().equals(sql)) {
                            throw new IllegalStateException("killed");
                        }
                    }
                };
        assertThatThrownBy(() -> migrator().listener(listener).build().migrate())
                .hasMessage("killed");
    }

    @Test
    void an_index_that_somebody_else_builds_now_is_waited_for() throws Exception {
        write(
                "2_b.sql",
                "-- no-transaction\ncreate index concurrently if not exists room_id on \"Room\" (id)");
        var waits = new CountDownLatch(1);
        var listener =
                new Listener() {
                    @Override
                    public void waitsForOthers(
                            Migration m, Statement s, List<Blocker> others, Duration waited) {
                        waits.countDown();
                    }
                };
        try (var reader = reader("select * from booking")) {
            var other =
                    inThread(() -> {
                        execute("create index concurrently room_id on \"Room\" (id)");
                        return true;
                    });
            Eventually.holds("the other build began", () -> !rows(INDEXES).isEmpty());
            var index = rows("select indexrelid from pg_index where not indisvalid");
            var outcome = inThread(hasty().listener(listener).build()::migrate);
            assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
            reader.rollback();

            assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            assertThat(
                            rows(
                                    "select indexrelid from pg_index where indrelid = '\"Room\"'::regclass"))
                    .isEqualTo(index);
        }
    }

    @Test
    void what_a_broken_reindex_left_is_dropped() throws Exception {
        execute("create index room_id on \"Room\" (id)");
        write("2_b.sql", "-- no-transaction\nreindex (verbose) index concurrently room_id");
        try (var reader = reader("select * from booking")) {
            assertThat(brief().build().migrate()).isInstanceOf(Outcome.Failed.class);
            reader.rollback();
        }
        assertThat(rows(INDEXES)).containsExactly("room_id|t", "room_id_ccnew|f");

        assertThat(brief().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows(INDEXES)).containsExactly("room_id|t");
    }

    @Test
    void what_locks_a_table_gives_way_though_it_runs_alone() throws Exception {
        write("2_b.sql", "-- no-transaction\nvacuum (full) \"Room\"");
        assertThat(givingWayTo("select * from \"Room\"", hasty(), Migrator::migrate))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_partition_that_was_left_half_detached_is_detached() throws Exception {
        execute(
                """
                create table event (id int) partition by list (id);
                create table event_1 partition of event for values in (1);
                """);
        write(
                "2_b.sql",
                "-- no-transaction\nalter table event detach partition public.event_1 concurrently");
        try (var reader = reader("select * from event")) {
            assertThat(brief().build().migrate()).isInstanceOf(Outcome.Failed.class);
            reader.rollback();
        }
        assertThat(rows("select inhdetachpending from pg_inherits")).containsExactly("t");

        assertThat(brief().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows("select inhdetachpending from pg_inherits")).isEmpty();
    }

    @Test
    void a_goose_file_goes_on_at_the_statement_that_failed() throws Exception {
        var goose = folder.resolve("goose");
        Files.createDirectory(goose);
        Files.writeString(
                goose.resolve("00001_a.sql"),
                """
                -- +goose NO TRANSACTION
                -- +goose Up
                insert into log values ('1');
                create index concurrently room_id on "Room" (id);
                insert into log values ('2');
                create unique index concurrently if not exists room_name on "Room" (name);
                insert into log values ('3');
                vacuum "Room";
                """);
        execute("insert into \"Room\" values (0, 'room 1'); create schema goose");
        var migrator =
                migrator()
                        .migrations(MigrationSet.of(Formats.GOOSE, goose))
                        .schema("goose")
                        .build();

        var failed = (Outcome.Failed) migrator.migrate();
        execute("delete from \"Room\" where id = 0");
        var outcome = migrator.migrate();

        assertThat(failed.line()).isEqualTo(6);
        assertThat(failed.hint()).startsWith("3 of its 6 statements are done");
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(rows("select line from log order by 1")).containsExactly("1", "2", "3");
        assertThat(rows(INDEXES)).containsExactly("room_id|t", "room_name|t");
    }
}
