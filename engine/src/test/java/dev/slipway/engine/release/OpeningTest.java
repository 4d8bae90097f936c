package dev.slipway.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.deploy.Condition;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.ledger.LeaseAttempt;
import dev.slipway.engine.ledger.LeaseTerms;
import dev.slipway.engine.release.Opening.Opened;
import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.engine.scratch.Toys;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabases.class)
class OpeningTest {

    @TempDir Path folder;
    Instance a;
    Journey journey;
    Opening opening;

    @BeforeEach
    void set_up(DatabaseUrl ledger, DatabaseUrl database) throws Exception {
        a = new Toys(folder).instance("a");
        journey = new Journey(folder, ledger, database, a);
        opening = new Opening(journey.ledger);
        journey.install(journey.version("1.0.0", 1, ""));
    }

    @AfterEach
    void leave_nothing() {
        journey.close();
        assertThat(journey.toys.processes()).isEmpty();
    }

    @Test
    void a_release_of_code_and_schema_looks_before_it_acts() throws Exception {
        journey.version("1.1.0", 2, "");

        long release = opened(opening.forward(journey.spec, journey.plan("1.0.0", "1.1.0")));

        assertThat(journey.ledger.steps(release))
                .extracting(step -> step.id() + ":" + step.kind())
                .containsExactly(
                        "backup:backup",
                        "drill:drill",
                        "rehearse:rehearsal",
                        "migrate:migrate",
                        "restart-a:restart",
                        "validate:validate");
    }

    @Test
    void a_release_may_carry_code_alone_and_go_back() throws Exception {
        journey.version("1.1.0", 1, "");
        long forward = opened(opening.forward(journey.spec, journey.plan("1.0.0", "1.1.0")));
        assertThat(journey.conduct(forward)).isEqualTo(new Conducted.Done());

        long back = opened(opening.back(journey.spec, journey.back("1.1.0", "1.0.0"), forward));

        assertThat(journey.conduct(back)).isEqualTo(new Conducted.Done());
        assertThat(journey.doneByTheRecord(back)).containsExactly("restart-a", "validate");
        assertThat(journey.target.probe(a))
                .isInstanceOfSatisfying(
                        Condition.Ready.class,
                        ready -> assertThat(ready.version()).isEqualTo("1.0.0"));
    }

    @Test
    void a_release_that_migrated_goes_back_only_if_its_rehearsal_proved_it() throws Exception {
        long forward = releasedWithSchema();
        var back = journey.back("1.1.0", "1.0.0");

        assertThat(rule(opening.back(journey.spec, back, forward))).isEqualTo("rollback/unproven");
        record(forward, "done", "forward-fix");
        assertThat(rule(opening.back(journey.spec, back, forward))).isEqualTo("rollback/unproven");
        record(forward, "failed", "code-only");
        assertThat(rule(opening.back(journey.spec, back, forward))).isEqualTo("rollback/unproven");
        record(forward, "done", "code-only");
        long release = opened(opening.back(journey.spec, back, forward));

        assertThat(journey.conduct(release)).isEqualTo(new Conducted.Done());
        assertThat(journey.status("1.1.0").applied()).isEqualTo(2);
    }

    @Test
    void it_does_not_go_back_on_a_record_that_was_tampered_with() throws Exception {
        long forward = releasedWithSchema();
        record(forward, "done", "forward-fix");
        try (var connection = journey.ledgerDatabase.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    alter table slipway.evidence disable trigger append_only;
                    update slipway.evidence
                       set payload = replace(payload, 'forward-fix', 'code-only')
                    """);
        }

        assertThat(rule(opening.back(journey.spec, journey.back("1.1.0", "1.0.0"), forward)))
                .isEqualTo("rollback/record-broken");
    }

    @Test
    void it_does_not_go_back_to_an_artefact_that_never_ran() throws Exception {
        long forward = releasedWithSchema();
        record(forward, "done", "code-only");
        journey.version("1.0.0", 1, "drain=7");

        assertThat(rule(opening.back(journey.spec, journey.back("1.1.0", "1.0.0"), forward)))
                .isEqualTo("rollback/another-build");
    }

    @Test
    void it_goes_back_from_the_latest_release_only() throws Exception {
        journey.version("1.1.0", 1, "");
        long first = opened(opening.forward(journey.spec, journey.plan("1.0.0", "1.1.0")));
        journey.conduct(first);
        journey.version("1.2.0", 1, "");
        long second = opened(opening.forward(journey.spec, journey.plan("1.1.0", "1.2.0")));
        journey.conduct(second);

        assertThat(rule(opening.back(journey.spec, journey.back("1.1.0", "1.0.0"), first)))
                .isEqualTo("rollback/not-the-latest");
    }

    @Test
    void versions_that_do_not_differ_are_not_released() {
        assertThat(rule(opening.forward(journey.spec, journey.plan("1.0.0", "1.0.0"))))
                .isEqualTo("release/nothing-to-do");
    }

    @Test
    void one_release_at_a_time() throws Exception {
        journey.version("1.1.0", 1, "");
        opened(opening.forward(journey.spec, journey.plan("1.0.0", "1.1.0")));

        assertThat(rule(opening.forward(journey.spec, journey.plan("1.0.0", "1.1.0"))))
                .isEqualTo("release/another-is-open");
    }

    @Test
    void a_database_in_a_bad_state_is_not_planned_on() throws Exception {
        journey.version("1.1.0", 2, "");
        try (var connection = journey.database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute("update _sqlx_migrations set success = false");
        }
        var plan = journey.plan("1.0.0", "1.1.0");

        assertThat(rule(opening.forward(journey.spec, plan))).isEqualTo("plan/database-dirty");
    }

    private long releasedWithSchema() throws Exception {
        journey.version("1.1.0", 2, "");
        long release = journey.open(journey.plan("1.0.0", "1.1.0"));
        assertThat(journey.conduct(release)).isEqualTo(new Conducted.Done());
        return release;
    }

    /// Appends to the record what a rehearsal would, through the ledger itself.
    private void record(long release, String outcome, String recommended) throws Exception {
        try (var connection = journey.ledgerDatabase.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(
                    "update slipway.step set state = 'pending', kind = 'rehearsal' where ordinal = 1");
        }
        var step = journey.ledger.steps(release).getFirst();
        switch (journey.ledger.lease("toy", "production", "test", LeaseTerms.USUAL)) {
            case LeaseAttempt.Held held -> throw new AssertionError(held);
            case LeaseAttempt.Granted(var lease) -> {
                try (lease) {
                    var journal =
                            journey.ledger.journal(lease, release, KnownSecrets.of(journey.spec));
                    journal.begin(step);
                    journal.done(
                            step,
                            Json.object().put("outcome", outcome).put("recommended", recommended),
                            "");
                }
            }
        }
    }

    private static long opened(Opened opened) {
        return switch (opened) {
            case Opened.Release(var id) -> id;
            case Opened.Refused(var findings) -> throw new AssertionError(findings);
        };
    }

    private static String rule(Opened opened) {
        return switch (opened) {
            case Opened.Release release -> throw new AssertionError("opened " + release);
            case Opened.Refused(var findings) ->
                    findings.stream().map(Finding::rule).findFirst().orElse("");
        };
    }
}
