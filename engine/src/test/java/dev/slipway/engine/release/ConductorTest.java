package dev.slipway.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.deploy.Condition;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.deploy.Setting;
import dev.slipway.engine.evidence.Evidence;
import dev.slipway.engine.evidence.Integrity;
import dev.slipway.engine.ledger.NewRelease.NewStep;
import dev.slipway.engine.ledger.ReleaseState;
import dev.slipway.engine.ledger.StepRow;
import dev.slipway.engine.ledger.StepState;
import dev.slipway.engine.plan.Plan;
import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.engine.scratch.Toys;
import dev.slipway.engine.scratch.Until;
import dev.slipway.engine.validate.Check;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.State;
import dev.slipway.report.Ink;
import dev.slipway.report.Json;
import dev.slipway.report.TextRenderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabases.class)
class ConductorTest {

    @TempDir Path folder;
    Instance a;
    Journey journey;

    @BeforeEach
    void set_up(DatabaseUrl ledger, DatabaseUrl database) throws Exception {
        var secret = folder.resolve("secret");
        Files.writeString(secret, "open sesame\n");
        a = new Toys(folder).instance("a", Map.of("TOY_SECRET", new Setting.OfFile(secret)));
        journey = new Journey(folder, ledger, database, a);
    }

    @AfterEach
    void leave_nothing() {
        journey.close();
        assertThat(journey.toys.processes()).isEmpty();
    }

    @Test
    void a_release_of_code_and_schema_is_taken_to_its_end() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 2, "");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));

        assertThat(journey.conduct(release)).isEqualTo(new Conducted.Done());

        assertThat(journey.status("1.1.0").state()).isEqualTo(State.READY);
        assertThat(journey.target.probe(a))
                .isInstanceOfSatisfying(
                        Condition.Ready.class,
                        ready -> assertThat(ready.version()).isEqualTo("1.1.0"));
        assertThat(journey.doneByTheRecord(release))
                .containsExactly("migrate", "restart-a", "validate");
        assertThat(journey.conduct(release)).isEqualTo(new Conducted.Done());
        assertThat(journey.ledger.evidence(release).verify()).isInstanceOf(Integrity.Intact.class);
    }

    @Test
    void it_is_shown_on_one_screen() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 2, "");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));
        journey.conduct(release);

        var text =
                new TextRenderer(Ink.PLAIN)
                        .render(ReleaseReport.of(journey.ledger, release).toReport())
                        .replaceAll("\\d+\\.\\d+(?= s|  |$)", "N")
                        .replaceAll("[0-9a-f]{64}", "HASH")
                        .replaceAll(" +N", " N")
                        .replaceAll("N +", "N ");

        assertThat(text)
                .isEqualTo(
                        """
                        Release 1 of toy, 1.0.0 to 1.1.0 in production: done.

                        Steps
                          step       state  seconds  seen
                          migrate    done N 1 migration applied
                          restart-a  done N drained in N s, ready in 1.1.0 after N s
                          validate   done N 2 checks passed

                        Record
                          5 entries, intact, head HASH
                        """);
    }

    @Test
    void a_failed_migration_stops_the_release_and_can_be_tried_again() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 2, "");
        execute("create table toy_2 (in_the_way int)");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));

        assertThat(journey.conduct(release))
                .isInstanceOfSatisfying(
                        Conducted.Failed.class,
                        failed ->
                                assertThat(failed.message())
                                        .contains("2_table.sql:1")
                                        .contains("relation \"toy_2\" already exists"));
        assertThat(journey.ledger.steps(release))
                .extracting(StepRow::state)
                .containsExactly(StepState.FAILED, StepState.PENDING, StepState.PENDING);
        assertThat(journey.toys.said(a, "started 1.1.0")).isZero();

        execute("drop table toy_2");
        assertThat(journey.conduct(release)).isEqualTo(new Conducted.Done());
        assertThat(journey.ledger.evidence(release).entries())
                .extracting(Evidence::kind)
                .containsExactly(
                        "plan",
                        "migrate",
                        "reopened",
                        "migrate",
                        "restart",
                        "validate",
                        "released");
    }

    @Test
    void migrations_that_are_not_the_planned_ones_are_not_applied() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 2, "");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));
        journey.version("1.1.0", 3, "");

        assertThat(journey.conduct(release))
                .isInstanceOfSatisfying(
                        Conducted.Failed.class,
                        failed ->
                                assertThat(failed.message())
                                        .contains("not those that were planned"));
        assertThat(journey.status("1.1.0").applied()).isEqualTo(1);
    }

    @Test
    void the_last_lines_of_a_service_that_cannot_start_hold_no_secret() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 1, "crash=cannot connect");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));

        assertThat(journey.conduct(release))
                .isInstanceOfSatisfying(
                        Conducted.Failed.class,
                        failed ->
                                assertThat(failed.message())
                                        .contains("cannot connect with secret [redacted]"));
        assertThat(Files.readString(journey.toys.log(a))).contains("open sesame");
        assertThat(dumpOfTheLedger()).contains("cannot connect").doesNotContain("open sesame");
        assertThat(dumpOfTheLedger()).doesNotContain(passwordOfTheDatabase());
    }

    @Test
    void a_check_that_fails_blocks_and_says_what_it_saw() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        var words = List.of("sh", "-c", "echo room 7 is missing; exit 4");
        var check = new Check.Command("rooms", words, Duration.ofSeconds(10));
        var step = StepFormat.write(new Step.Validate("validate", List.of(check)));
        long release = journey.open(planOfCodeAlone(), List.of(step));

        assertThat(journey.conduct(release))
                .isInstanceOfSatisfying(
                        Conducted.Blocked.class,
                        blocked -> {
                            assertThat(blocked.findings()).hasSize(1);
                            assertThat(blocked.findings().getFirst().evidence())
                                    .isEqualTo("room 7 is missing");
                        });
        assertThat(journey.ledger.release(release).state()).isEqualTo(ReleaseState.BLOCKED);
        var report = ReleaseReport.of(journey.ledger, release).toReport();
        assertThat(new TextRenderer(Ink.PLAIN).render(report))
                .contains("error rooms  It ended with exit code 4.", "room 7 is missing");
    }

    @Test
    void a_step_that_this_slipway_does_not_know_stops_it_before_anything_is_done()
            throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        var plan = planOfCodeAlone();
        var restart = StepFormat.write(new Itinerary(journey.spec, plan).steps().getFirst());
        var future = new NewStep("watch", "canary", 1, Json.object());
        long release = journey.open(plan, List.of(restart, future));

        assertThatThrownBy(() -> journey.conduct(release))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(
                        "step watch of release 1 is of kind canary in form 1, which this Slipway"
                                + " does not know: nothing was done; go on with the Slipway that wrote"
                                + " it, or a newer one");
        assertThat(journey.toys.said(a, "started 1.1.0")).isZero();

        execute(
                journey.ledgerDatabase,
                "update slipway.step set kind = 'restart', schema_version = 9 where id = 'watch'");
        assertThatThrownBy(() -> journey.conduct(release)).hasMessageContaining("in form 9");
    }

    @Test
    void a_record_that_was_tampered_with_is_not_gone_on_with() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        long release = journey.open(planOfCodeAlone());
        execute(
                journey.ledgerDatabase,
                """
                alter table slipway.evidence disable trigger append_only;
                update slipway.evidence set payload = replace(payload, '1.0.0', '0.9.0')
                """);

        assertThat(journey.conduct(release))
                .isEqualTo(new Conducted.Tampered(1, "its content does not give its hash"));
        assertThat(journey.toys.said(a, "started 1.1.0")).isZero();
        assertThat(
                        new TextRenderer(Ink.PLAIN)
                                .render(ReleaseReport.of(journey.ledger, release).toReport()))
                .contains("The record is not what was written, from entry 1 on.");
    }

    @Test
    void an_older_release_is_not_gone_on_with_after_a_newer_one() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 1, "crash=no");
        long first = journey.open(journey.plan("1.0.0", "1.1.0"));
        journey.conduct(first);
        long second = journey.open(planOfCodeAlone());

        assertThat(journey.conduct(first)).isEqualTo(new Conducted.Overtaken(second));
    }

    @Test
    void the_second_of_two_conductors_is_told_who_holds_the_lease() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 1, "start=4000");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));
        try (var other =
                ConductorProcess.Started.on(
                        journey.ledgerDatabase, release, folder.resolve("log"))) {
            assertThat(other.heard("begins restart-a")).isTrue();

            assertThat(journey.conduct(release))
                    .isInstanceOfSatisfying(
                            Conducted.Held.class,
                            held ->
                                    assertThat(held.holder())
                                            .isEqualTo("process " + other.process().pid()));
            assertThat(other.lastWords()).isEqualTo("conducted Done[]");
        }
        assertThat(journey.toys.said(a, "started 1.1.0")).isEqualTo(1);
    }

    @Test
    void a_holder_that_hangs_is_superseded_and_writes_nothing_when_it_wakes() throws Exception {
        journey.install(journey.version("1.0.0", 1, ""));
        journey.version("1.1.0", 1, "start=4000");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));
        try (var hung =
                ConductorProcess.Started.on(
                        journey.ledgerDatabase, release, folder.resolve("log"))) {
            assertThat(hung.heard("begins restart-a")).isTrue();
            signal(hung.process(), "STOP");
            Until.holds("superseding", () -> journey.conduct(release) instanceof Conducted.Done);
            var record = journey.ledger.evidence(release);

            signal(hung.process(), "CONT");

            assertThat(hung.lastWords()).startsWith("conducted Superseded[");
            assertThat(journey.ledger.evidence(release)).isEqualTo(record);
            assertThat(record.entries())
                    .extracting(Evidence::kind)
                    .containsExactly("plan", "resumed", "restart", "validate", "released");
        }
        assertThat(journey.toys.said(a, "started 1.1.0")).isEqualTo(1);
        assertThat(journey.toys.said(a, "told to stop 1.0.0")).isEqualTo(1);
    }

    private Plan planOfCodeAlone() throws Exception {
        journey.version("1.1.0", 1, "");
        return journey.plan("1.0.0", "1.1.0");
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(
                        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
    }

    private void execute(String sql) throws SQLException {
        execute(journey.database, sql);
    }

    private static void execute(DatabaseUrl database, String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String dumpOfTheLedger() throws SQLException {
        var sql =
                """
                select concat(string_agg(r::text, chr(10)),
                              (select string_agg(s::text, chr(10)) from slipway.step s),
                              (select string_agg(e::text, chr(10)) from slipway.evidence e))
                  from slipway.release r
                """;
        try (var connection = journey.ledgerDatabase.connect("test");
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private String passwordOfTheDatabase() throws Exception {
        var file = journey.database.environment().get("PGPASSFILE");
        return Files.readString(Path.of(file)).strip().split(":", -1)[4];
    }
}
