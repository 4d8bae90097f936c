package dev.slipway.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.evidence.Evidence;
import dev.slipway.engine.evidence.Integrity;
import dev.slipway.engine.evidence.Redactor;
import dev.slipway.engine.ledger.NewRelease.NewStep;
import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Json;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FreshDatabases.class)
class LedgerTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00.123456789Z"), ZoneOffset.UTC);
    private static final LeaseTerms TERMS = new LeaseTerms(Duration.ofSeconds(10), Duration.ZERO);
    private static final Redactor REDACTOR = Redactor.of(List.of("hunter2"));

    DatabaseUrl database;
    Ledger ledger;

    @BeforeEach
    void open(DatabaseUrl fresh) {
        database = fresh;
        ledger = Ledger.open(database, NOON);
    }

    @Test
    void several_may_open_a_new_ledger_at_once(DatabaseUrl other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var opened =
                    IntStream.range(0, 4)
                            .mapToObj(_ -> threads.submit(() -> Ledger.open(other, NOON)))
                            .toList();
            for (var one : opened) {
                assertThat(one.get().releases()).isEmpty();
            }
        }
    }

    @Test
    void a_release_is_written_with_its_steps_and_its_plan() {
        long id = create().orElseThrow();

        assertThat(ledger.release(id).state()).isEqualTo(ReleaseState.OPEN);
        assertThat(ledger.steps(id)).extracting(StepRow::id).containsExactly("one", "two");
        assertThat(ledger.steps(id)).extracting(StepRow::state).containsOnly(StepState.PENDING);
        assertThat(ledger.evidence(id).entries())
                .extracting(Evidence::kind)
                .containsExactly("plan");
        assertThat(ledger.evidence(id).verify()).isInstanceOf(Integrity.Intact.class);
    }

    @Test
    void only_one_release_of_an_environment_is_open() {
        assertThat(create()).isPresent();
        assertThat(create()).isEmpty();
    }

    @Test
    void only_one_of_two_holds_the_lease() {
        try (var ana = lease("ana")) {
            assertThat(ledger.lease("shop", "production", "ben", TERMS))
                    .isInstanceOfSatisfying(
                            LeaseAttempt.Held.class,
                            held -> assertThat(held.holder()).isEqualTo("ana"));
            assertThat(ledger.lease("shop", "staging", "ben", TERMS))
                    .isInstanceOfSatisfying(
                            LeaseAttempt.Granted.class, granted -> granted.lease().close());
            ana.confirm();
        }
    }

    @Test
    void tokens_only_grow() {
        long first;
        try (var ana = lease("ana")) {
            first = ana.token();
        }
        try (var ben = lease("ben")) {
            assertThat(ben.token()).isEqualTo(first + 1);
        }
    }

    @Test
    void a_holder_whose_session_was_ended_writes_nothing() throws Exception {
        long id = create().orElseThrow();
        try (var ana = lease("ana")) {
            endSession(ana);
            var journal = ledger.journal(ana, id, REDACTOR);

            assertThatThrownBy(() -> journal.begin(ledger.steps(id).getFirst()))
                    .isInstanceOf(SupersededException.class);
            assertThatThrownBy(ana::confirm).isInstanceOf(SupersededException.class);
        }
        assertThat(ledger.steps(id)).extracting(StepRow::state).containsOnly(StepState.PENDING);
    }

    @Test
    void a_holder_whose_token_is_old_writes_nothing() throws Exception {
        long id = create().orElseThrow();
        try (var ana = lease("ana")) {
            execute("update slipway.lease set token = token + 1");
            var journal = ledger.journal(ana, id, REDACTOR);

            assertThatThrownBy(() -> journal.begin(ledger.steps(id).getFirst()))
                    .isInstanceOf(SupersededException.class)
                    .hasMessageContaining("has gone to somebody else");
        }
        assertThat(ledger.evidence(id).entries()).hasSize(1);
    }

    @Test
    void a_step_is_begun_once_under_one_lease_and_resumed_under_the_next() {
        long id = create().orElseThrow();
        var pending = ledger.steps(id).getFirst();
        try (var ana = lease("ana")) {
            assertThat(ledger.journal(ana, id, REDACTOR).begin(pending)).isTrue();
            assertThat(ledger.journal(ana, id, REDACTOR).begin(pending)).isFalse();
            var running = ledger.steps(id).getFirst();
            assertThat(ledger.journal(ana, id, REDACTOR).begin(running)).isFalse();
        }
        try (var ben = lease("ben")) {
            assertThat(ledger.journal(ben, id, REDACTOR).begin(pending)).isFalse();
            var running = ledger.steps(id).getFirst();
            assertThat(ledger.journal(ben, id, REDACTOR).begin(running)).isTrue();
        }
        assertThat(ledger.evidence(id).last("resumed").orElseThrow().payload())
                .isEqualTo("{\"by\":\"ben\",\"token\":2,\"begun_by\":\"ana\",\"begun_token\":1}");
    }

    @Test
    void only_who_began_a_step_ends_it() {
        long id = create().orElseThrow();
        var step = ledger.steps(id).getFirst();
        try (var ana = lease("ana")) {
            ledger.journal(ana, id, REDACTOR).begin(step);
        }
        try (var ben = lease("ben")) {
            var journal = ledger.journal(ben, id, REDACTOR);

            assertThatThrownBy(() -> journal.done(step, Json.object(), ""))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("was not begun under token 2");
        }
        assertThat(ledger.evidence(id).entries()).hasSize(1);
    }

    @Test
    void secrets_are_redacted_before_they_are_hashed() {
        long id = create().orElseThrow();
        var step = ledger.steps(id).getFirst();
        try (var ana = lease("ana")) {
            var journal = ledger.journal(ana, id, REDACTOR);
            journal.begin(step);
            journal.done(step, Json.object().put("output", "it is hunter2"), "hunter2 seen");
        }
        assertThat(ledger.steps(id).getFirst().note()).isEqualTo("[redacted] seen");
        assertThat(ledger.evidence(id).last("toy").orElseThrow().payload())
                .isEqualTo("{\"output\":\"it is [redacted]\"}");
        assertThat(ledger.evidence(id).verify()).isInstanceOf(Integrity.Intact.class);
    }

    @Test
    void the_record_cannot_be_changed_by_statements() {
        create();

        for (var statement :
                List.of(
                        "update slipway.evidence set kind = 'x'",
                        "delete from slipway.evidence",
                        "truncate slipway.evidence",
                        "truncate slipway.release cascade",
                        "set session_replication_role = replica; delete from slipway.evidence")) {
            assertThatThrownBy(() -> execute(statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void a_superuser_who_switches_the_guard_off_is_found_out() throws Exception {
        long id = create().orElseThrow();

        execute(
                """
                alter table slipway.evidence disable trigger append_only;
                update slipway.evidence set payload = '{}' where seq = 1;
                alter table slipway.evidence enable always trigger append_only
                """);

        assertThat(ledger.evidence(id).verify())
                .isEqualTo(new Integrity.Broken(1, "its content does not give its hash"));
    }

    private OptionalLong create() {
        var steps =
                List.of(
                        new NewStep("one", "toy", 1, Json.object()),
                        new NewStep("two", "toy", 1, Json.object()));
        return ledger.create(
                new NewRelease(
                        "shop",
                        "production",
                        "1.0.0",
                        "1.1.0",
                        OptionalLong.empty(),
                        Json.object(),
                        Json.object().put("pending", Json.strings(List.of("2"))),
                        steps),
                REDACTOR);
    }

    private Lease lease(String holder) {
        return ((LeaseAttempt.Granted) ledger.lease("shop", "production", holder, TERMS)).lease();
    }

    private void endSession(Lease lease) throws SQLException {
        execute(
                "select pg_terminate_backend(backend_pid, 5000) from slipway.lease where token = "
                        + lease.token());
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
