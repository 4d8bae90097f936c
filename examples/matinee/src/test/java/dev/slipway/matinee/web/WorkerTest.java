package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.Program;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Versions;
import dev.slipway.matinee.Wait;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String JSON = "application/json";

    private static final String ROOM_WITH_EVENTS =
            """
            with made as (
                insert into room (name, last_seq) values ('Late show', 3) returning id
            )
            insert into room_event (room_id, seq, kind, position_ms)
            select id, n, 'play', n from made cross join generate_series(1, 3) n
            """;

    private static final String JOB = "insert into job (kind, room_id) values ('recap', 1)";

    private static final String DONE = "select count(*) from job where state = 'done'";

    /// Waits for a lock that a test holds.
    private static final String HELD_UP =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and application_name = 'matinee a'";

    private final DatabaseUrl database = TestDatabase.create();

    @Test
    void a_recap_is_ordered_and_made() throws Exception {
        try (var web = Instance.ready("1.0.0", "web", database)) {
            var http = web.http();
            TestDatabase.execute(database, ROOM_WITH_EVENTS);

            assertThat(http.status("/rooms/1/recap")).isEqualTo(404);
            var ordered = http.send("POST", "/rooms/1/recap", JSON, "");
            assertThat(ordered.statusCode()).isEqualTo(202);
            assertThat(ordered.body()).contains("\"id\":1,", "\"state\":\"waiting\"");
            assertThat(http.send("POST", "/rooms/9/recap", JSON, "").statusCode()).isEqualTo(404);

            var worker = worker("a");
            await(DONE, 1);
            worker.close();
            assertThat(http.get("/jobs/1").path("state").asString()).isEqualTo("done");
            var recap = http.get("/rooms/1/recap");
            assertThat(recap.path("events").asInt()).isEqualTo(3);
            assertThat(recap.path("last_seq").asInt()).isEqualTo(3);
        }
    }

    @Test
    void two_workers_do_each_job_once() throws Exception {
        var a = worker("a");
        TestDatabase.execute(database, ROOM_WITH_EVENTS);
        TestDatabase.execute(
                database,
                "insert into job (kind, room_id) select 'recap', 1 from generate_series(1, 40)");
        var b = worker("b");

        await(DONE, 40);
        a.close();
        b.close();
        assertThat(TestDatabase.number(database, "select max(attempts) from job")).isEqualTo(1);
    }

    /// The job cannot read what happened in the room, and so is in the middle when its worker is
    /// killed.
    @Test
    void what_a_killed_worker_had_claimed_another_does_when_the_claim_is_forgotten()
            throws Exception {
        try (var a = program("10s");
                var holder = database.connect("test");
                var statement = holder.createStatement()) {
            a.event("ready");
            TestDatabase.execute(database, ROOM_WITH_EVENTS);
            holder.setAutoCommit(false);
            statement.execute("lock table room_event in access exclusive mode");
            TestDatabase.execute(database, JOB);
            await(HELD_UP, 1);

            a.process().destroyForcibly().waitFor();
            TestDatabase.execute(
                    database,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'matinee a'"
                            + " and datname = current_database()");
            holder.commit();

            var b = worker("b");
            TestDatabase.execute(database, JOB);
            await(DONE, 1);
            assertThat(number("select id from job where state = 'claimed'"))
                    .as("the claim still holds")
                    .isEqualTo(1);
            TestDatabase.execute(
                    database, "update job set claimed_at = now() - interval '31 s' where id = 1");
            await(DONE, 2);
            b.close();
            assertThat(number("select attempts from job where id = 1 and claimed_by = 'b'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_worker_that_is_told_to_end_finishes_its_job_and_claims_no_more() throws Exception {
        try (var a = program("20s");
                var holder = database.connect("test");
                var statement = holder.createStatement()) {
            a.event("ready");
            var health = Http.at(a.event("health").path("port").asInt());
            Wait.until(LIMIT, () -> health.status("/health/ready") == 200, a::output);
            TestDatabase.execute(database, ROOM_WITH_EVENTS);
            holder.setAutoCommit(false);
            statement.execute("lock table room_event in access exclusive mode");
            TestDatabase.execute(database, JOB);
            TestDatabase.execute(database, JOB);
            await(HELD_UP, 1);

            a.process().destroy();
            Wait.until(LIMIT, () -> stage(health).equals("workers"), a::output);
            assertThat(health.status("/health/ready")).isEqualTo(503);
            holder.commit();

            assertThat(a.exitCode()).as(a.output()).isZero();
        }
        assertThat(number("select id from job where state = 'done'")).isEqualTo(1);
        assertThat(number("select id from job where state = 'waiting'")).isEqualTo(2);
    }

    private Worker worker(String name) {
        var worker =
                Worker.start(
                        TestDatabase.settings(name, database, Ahead.REFUSE),
                        Versions.loader("1.0.0"),
                        new PrintStream(new ByteArrayOutputStream()));
        worker.serve();
        return worker;
    }

    private Program program(String limit) throws IOException {
        return Program.start(
                "1.0.0",
                TestDatabase.environment("a", database),
                List.of("worker", "--drain.deregister=0s", "--drain.limit=" + limit));
    }

    private void await(String count, long wanted) {
        Wait.until(
                LIMIT,
                () -> TestDatabase.number(database, count) == wanted,
                () -> TestDatabase.number(database, count) + " of " + wanted);
    }

    private long number(String sql) {
        return TestDatabase.number(database, sql);
    }

    private static String stage(Http health) {
        try {
            return health.get("/health/ready").path("stage").asString("none");
        } catch (IOException e) {
            return "not answer";
        }
    }
}
