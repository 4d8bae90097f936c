package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How a migration treats the traffic that it meets, whatever the server's version.
@OnEachServer
@Tag("measures")
class PatienceTest extends DatabaseContract {

    private static final boolean FULL = Boolean.getBoolean("slipway.full");

    /// An attempt that gives way pauses ten times as long.
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(FULL ? 500 : 300);

    private static final Duration SLACK = Duration.ofMillis(50);

    /// Writers of a table that no migration touches.
    private static final int BESIDE = 5;

    /// How long a reader stands in the way.
    private static final Duration READS = Duration.ofSeconds(FULL ? 10 : 2);

    /// How long writers run before they are measured, and then before anything stands in the way.
    private static final Duration WARM_UP = Duration.ofMillis(500);

    private static final Duration UNDISTURBED = Duration.ofMillis(1500);

    private static final Duration MIDDLE_OF_AN_ATTEMPT = LOCK_TIMEOUT.multipliedBy(3).dividedBy(5);

    PatienceTest(int major) {
        super(major);
    }

    @BeforeEach
    void two_tables() throws Exception {
        write(
                "1_a.sql",
                """
                create table room (id int primary key, name text);
                create table booking (id bigint generated always as identity,
                                      room int constraint of_room references room);
                create table log (line text);
                create table beside (line text);
                create sequence number start 1000;
                insert into room values (1);
                """);
        migrator().build().migrate();
    }

    @Test
    void no_write_waits_longer_behind_a_migration_of_a_table_that_is_read() throws Exception {
        write("2_b.sql", "alter table booking add paid boolean;");

        assertTrafficPasses(
                List.of("select * from booking"), "insert into booking (room) values (1)");
    }

    @Test
    void no_write_waits_longer_behind_a_migration_of_two_tables_by_a_foreign_key()
            throws Exception {
        write("2_b.sql", "alter table booking drop constraint of_room;");

        assertTrafficPasses(
                List.of("select * from room"),
                "insert into booking (room) values (1)",
                "insert into log values ('x')");
    }

    @Test
    void no_write_waits_longer_behind_two_tables_whose_readers_end_one_after_another()
            throws Exception {
        write("2_b.sql", "alter table booking drop constraint of_room;");

        assertTrafficPasses(
                List.of("select * from booking", "select * from room"),
                "insert into booking (room) values (1)");
    }

    @Test
    void no_write_waits_longer_behind_a_dropped_table_whose_readers_end_one_after_another()
            throws Exception {
        write("2_b.sql", "drop table booking;");

        assertTrafficPasses(
                List.of("select * from booking", "select * from room"),
                "insert into room values (nextval('number'))",
                "insert into log values ('x')");
    }

    /// The readers begin together, and all but the last end one after another in the middle of the
    /// first attempt.
    private void assertTrafficPasses(List<String> reads, String... inserts) throws Exception {
        var attempted = new CountDownLatch(1);
        var listener =
                new Listener() {
                    @Override
                    public void statementBegins(Migration m, Statement s, Connection c) {
                        attempted.countDown();
                    }
                };
        try (var writers = new Writers(50, url, List.of(inserts));
                var beside = beside()) {
            letPass(WARM_UP);
            writers.longest();
            letPass(UNDISTURBED);
            var undisturbed = writers.longest();
            beside.longest();
            var readers = new ArrayDeque<Connection>();
            for (var sql : reads) {
                readers.add(reader(sql));
            }
            var migrator = migrator().lockTimeout(LOCK_TIMEOUT).listener(listener).build();
            var outcome = inThread(migrator::migrate);
            assertThat(attempted.await(20, TimeUnit.SECONDS)).isTrue();
            while (readers.size() > 1) {
                letPass(MIDDLE_OF_AN_ATTEMPT);
                readers.remove().close();
            }
            letPass(READS);
            readers.remove().close();

            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            assertThat(writers.longest())
                    .as("the longest write; it was %s without a migration", undisturbed)
                    .isBetween(
                            LOCK_TIMEOUT.dividedBy(5),
                            LOCK_TIMEOUT.plus(SLACK).plus(beside.longest()));
        }
    }

    /// What a write takes that no migration stands in the way of: on a machine that stands still
    /// for a moment, that moment.
    private Writers beside() throws SQLException {
        return new Writers(BESIDE, url, List.of("insert into beside values ('x')"));
    }

    private static void letPass(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    @Test
    void the_waits_of_one_statement_are_bounded_together() throws Exception {
        write("2_b.sql", "drop table booking;");

        assertOneTimeoutForBoth("select * from booking", "select * from room");
    }

    @Test
    void the_waits_of_several_statements_are_bounded_together() throws Exception {
        write(
                "2_b.sql",
                "alter table booking add paid boolean; select 1; alter table log add at date;");

        assertOneTimeoutForBoth("select * from booking", "select * from log");
    }

    /// Of an attempt of 400 ms in whose middle the first reader ends; there is no second attempt.
    private void assertOneTimeoutForBoth(String first, String second) throws Exception {
        var began = new AtomicLong();
        var listener =
                new Listener() {
                    @Override
                    public void statementBegins(Migration m, Statement s, Connection c) {
                        began.compareAndSet(0, System.nanoTime());
                    }
                };
        try (var reader = reader(first);
                var other = reader(second);
                var beside = beside()) {
            var outcome =
                    inThread(
                            migrator()
                                            .lockTimeout(Duration.ofMillis(400))
                                            .lockBudget(Duration.ofSeconds(1))
                                            .listener(listener)
                                            .build()
                                    ::migrate);
            Eventually.holds("the attempt began", () -> began.get() != 0);
            letPass(Duration.ofMillis(250));
            reader.rollback();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
            var took = Duration.ofNanos(System.nanoTime() - began.get());
            other.rollback();
            assertThat(took)
                    .isBetween(
                            Duration.ofMillis(400), Duration.ofMillis(550).plus(beside.longest()));
        }
    }

    @Test
    void a_statement_that_is_stopped_too_late_does_not_stop_the_next() throws Exception {
        write(
                "2_b.sql",
                """
                lock table room; insert into log values ('1');
                lock table booking; insert into log values ('2');
                """);
        var migration = MigrationSet.of(Formats.SQLX, folder).migrations().get(1);
        var over = new AtomicBoolean();
        var readers =
                List.of(
                        inThread(() -> read("room", over)),
                        inThread(() -> read("booking", over)),
                        inThread(() -> read("room", over)));
        int committed = 0;
        int gaveWay = 0;
        try (var work = url.connect("work");
                var beside = url.connect("beside")) {
            var watch = new LockWatch(new Bystander(beside, pid(work)), Listener.NONE);
            for (int i = 0; i < 400; i++) {
                var limits =
                        new Limits(Duration.ofMillis(12), Duration.ZERO, Duration.ofSeconds(1));
                var session =
                        new Session(
                                work, new Footing(work), watch, Listener.NONE, migration, limits);
                var result =
                        new Attempt(session, migration.up(), new Once(), Optional.empty()).run();
                assertThat(result).isNotInstanceOf(Attempt.Result.Failed.class);
                committed += result instanceof Attempt.Result.Committed ? 1 : 0;
                gaveWay += result instanceof Attempt.Result.GaveWay ? 1 : 0;
            }
        } finally {
            over.set(true);
        }
        for (var reader : readers) {
            reader.get(20, TimeUnit.SECONDS);
        }
        assertThat(rows("select line, count(*) from log group by line order by line"))
                .containsExactly("1|" + committed, "2|" + committed, "end|" + committed);
        assertThat(gaveWay).isPositive();
    }

    private boolean read(String table, AtomicBoolean over) throws SQLException {
        while (!over.get()) {
            try (var reader = reader("select * from " + table);
                    var statement = reader.createStatement()) {
                int ms = ThreadLocalRandom.current().nextInt(16);
                statement.execute("select pg_sleep(0.0" + (ms < 10 ? "0" : "") + ms + ")");
                reader.rollback();
            }
        }
        return true;
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /// Writes one line at the end.
    private record Once() implements Recording {

        @Override
        public Progress.Direction direction() {
            return Progress.Direction.UP;
        }

        @Override
        public boolean remembers() {
            return false;
        }

        @Override
        public List<Write> finished(Duration took, boolean untracked) {
            return List.of(Write.of("insert into log values ('end')"));
        }

        @Override
        public List<Write> progress(
                int done, boolean alone, List<Long> indexes, Optional<String> error) {
            return List.of();
        }

        @Override
        public List<Write> begins() {
            return List.of();
        }

        @Override
        public List<Write> failed(Duration took) {
            return List.of();
        }
    }

    @Test
    void what_an_earlier_run_noted_is_forgotten_though_an_attempt_gave_way() throws Exception {
        write("2_b.sql", "alter table room add floor int; insert into guard values (1);");
        assertThat(hasty().build().migrate()).isInstanceOf(Outcome.Failed.class);
        assertThat(rows("select done from slipway.progress")).containsExactly("0");
        execute("create table guard (id int)");
        assertThat(givingWayTo("select * from room", hasty(), Migrator::migrate))
                .isInstanceOf(Outcome.Done.class);
        assertThat(rows("select version from slipway.progress")).isEmpty();
    }

    @Test
    void each_attempt_tells_who_blocked_it() throws Exception {
        write("2_b.sql", "alter table room add floor int;");
        var told = new ArrayList<Blocker>();
        var listener =
                new Listener() {
                    @Override
                    public void givesWay(
                            Migration m, Statement s, Duration pause, List<Blocker> blockers) {
                        told.addAll(blockers);
                    }
                };
        try (var reader = reader("select *\n  from room where name <> 'a secret'")) {
            var outcome =
                    migrator()
                            .lockTimeout(Duration.ofMillis(100))
                            .lockBudget(Duration.ofMillis(2500))
                            .listener(listener)
                            .build()
                            .migrate();

            assertThat(told)
                    .isNotEmpty()
                    .allSatisfy(blocker -> {
                        assertThat(blocker.pid()).isEqualTo(pid(reader));
                        assertThat(blocker.application()).isEqualTo("a reader");
                        assertThat(blocker.age()).isPresent();
                    });
            assertThat(told.get(0).query()).isEqualTo("select * from room where name <> '…'");
            assertThat(((Outcome.Failed) outcome).error())
                    .matches(
                            "its locks could not be had within 100 ms in any attempt of 2 s, because"
                                    + " of process [0-9]+ \\(a reader, in a transaction for [0-9]+"
                                    + " s\\): .*");
        }
    }

    @Test
    void a_file_may_set_its_own_lock_timeout() throws Exception {
        write("2_b.sql", "-- slipway:lock-timeout 30ms\nalter table room add floor int;");
        try (var reader = reader("select * from room")) {
            var outcome = migrator().lockBudget(Duration.ofMillis(200)).build().migrate();

            assertThat(((Outcome.Failed) outcome).error())
                    .startsWith("its locks could not be had within 30 ms");
            reader.rollback();
        }
    }

    @Test
    void a_wrong_time_in_a_file_is_named_before_anything_runs() throws Exception {
        write("2_b.sql", "create table c ();");
        write("3_c.sql", "select 1;\n\n  -- slipway:wait-old-transactions soon\n");

        assertThatThrownBy(() -> migrator().build().migrate())
                .isInstanceOf(MigrationFolderException.class)
                .hasMessage(
                        "3_c.sql:3: 'soon' is no time for slipway:wait-old-transactions: write one"
                                + " such as 500ms, 30s, 10m or 2h");
        assertThat(rows("select to_regclass('c')")).containsExactly("null");
    }

    @Test
    void a_transaction_that_a_file_begins_by_itself_gives_way_too() throws Exception {
        write(
                "2_b.sql",
                """
                insert into log values ('1');
                commit;
                begin;
                insert into log values ('2');
                alter table room add floor int;
                commit;
                """);
        assertThat(givingWayTo("select * from room", hasty(), Migrator::migrate))
                .isInstanceOf(Outcome.Done.class);
        assertThat(rows("select line from log order by 1")).containsExactly("1", "2");
    }

    @Test
    void a_file_with_transactions_of_its_own_is_carried_on_where_it_was_killed() throws Exception {
        write(
                "2_b.sql",
                """
                insert into log values ('1');
                commit;
                begin;
                insert into log values ('2');
                commit;
                begin;
                insert into log values ('3');
                insert into log values ('4');
                commit;
                insert into log values ('5');
                """);
        var killed = new AtomicBoolean();
        var listener =
                new Listener() {
                    @Override
                    public void statementBegins(Migration m, Statement statement, Connection c)
                            throws SQLException {
                        if (statement.sql().contains("'4'") && killed.compareAndSet(false, true)) {
                            kill(pid(c));
                        }
                    }
                };

        assertThat(migrator().listener(listener).build().migrate())
                .isInstanceOf(Outcome.Failed.class);
        assertThat(rows("select line from log order by 1")).containsExactly("1", "2");
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows("select line from log order by 1"))
                .containsExactly("1", "2", "3", "4", "5");
    }

    private void kill(int pid) throws SQLException {
        try (var admin = server.superuser(url);
                var statement = admin.createStatement()) {
            statement.execute("select pg_terminate_backend(" + pid + ", 5000)");
        }
    }

    private static final String CANCEL =
            """
            select pg_cancel_backend(pid)
              from pg_stat_activity
             where query like 'select pg_sleep%' and state = 'active'
            """;

    @Test
    void a_statement_that_a_person_cancels_has_failed() throws Exception {
        write("2_b.sql", "select pg_sleep(60);");
        var outcome = inThread(migrator().build()::migrate);
        Eventually.holds("the statement ran and was cancelled", () -> !rows(CANCEL).isEmpty());

        assertThat(((Outcome.Failed) outcome.get(20, TimeUnit.SECONDS)).error())
                .contains("[57014]");
    }

    @Test
    void a_long_statement_tells_how_far_it_is() throws Exception {
        write(
                "2_b.sql",
                """
                create function slow(int) returns int immutable language plpgsql
                    as 'begin perform pg_sleep(0.04); return $1; end';
                insert into room select generate_series(2, 100);
                create index room_slow on room (slow(id));
                """);
        var told = new ArrayList<Listener.Advance>();
        var listener =
                new Listener() {
                    @Override
                    public void advances(Migration m, Statement s, Advance advance) {
                        told.add(advance);
                    }
                };

        assertThat(migrator().listener(listener).build().migrate())
                .isInstanceOf(Outcome.Done.class);
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(advance -> {
                    assertThat(advance.doing()).isEqualTo("building index");
                    assertThat(advance.of()).isEqualTo("room");
                    assertThat(advance.running()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
                });
    }

    @Test
    void what_a_listener_throws_while_a_statement_runs_ends_the_migration() throws Exception {
        write("2_b.sql", "insert into log values ('x'); select pg_sleep(2.5);");
        var listener =
                new Listener() {
                    @Override
                    public void statementEnds(Migration m, Statement s, Ran ran, Connection c) {
                        throw new IllegalStateException("enough");
                    }
                };

        assertThatThrownBy(() -> migrator().listener(listener).build().migrate())
                .hasMessage("enough");
        assertThat(rows("select * from log")).isEmpty();
    }
}
