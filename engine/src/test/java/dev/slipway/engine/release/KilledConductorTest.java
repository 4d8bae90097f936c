package dev.slipway.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.deploy.Condition;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.evidence.Evidence;
import dev.slipway.engine.evidence.Integrity;
import dev.slipway.engine.ledger.ReleaseState;
import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.engine.scratch.Toys;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Conductors are killed with SIGKILL, in JVMs of their own, again and again; the release ends as
/// if none had been.
@ExtendWith(FreshDatabases.class)
class KilledConductorTest {

    private static final int LIVES = 8;

    /// From when it begins to act: about as long as the whole release takes without being killed.
    private static final int LONGEST_LIFE_MILLIS = 3000;

    @TempDir Path folder;
    List<Instance> instances;
    Journey journey;
    long release;

    @BeforeEach
    void open_a_release(DatabaseUrl ledger, DatabaseUrl database) throws Exception {
        var toys = new Toys(folder);
        instances = List.of(toys.instance("a"), toys.instance("b"));
        journey = new Journey(folder, ledger, database, instances.get(0), instances.get(1));
        journey.install(journey.version("1.0.0", 1, "drain=300"));
        journey.version("1.1.0", 3, "start=300");
        release = journey.open(journey.plan("1.0.0", "1.1.0"));
    }

    @AfterEach
    void leave_nothing() {
        journey.close();
        assertThat(journey.toys.processes()).isEmpty();
    }

    @Test
    void it_is_killed_at_every_step() throws Exception {
        for (var point :
                List.of(
                        "begins",
                        "begins migrate",
                        "ends migrate",
                        "begins restart-a",
                        "ends restart-a",
                        "begins restart-b",
                        "ends restart-b",
                        "begins validate",
                        "ends validate")) {
            try (var conductor = start()) {
                // Where a killed one was further than it had said, the point does not come again.
                conductor.heard(point);
            }
        }
        finish();

        assertThat(journey.ledger.evidence(release).entries())
                .filteredOn(entry -> entry.kind().equals("resumed"))
                .extracting(Evidence::step)
                .contains("migrate", "restart-a", "restart-b", "validate");
        everythingHappenedOnce();
    }

    @Test
    void it_is_killed_at_any_instant() throws Exception {
        var random = new Random();
        for (int i = 0; i < LIVES && state() == ReleaseState.OPEN; i++) {
            try (var conductor = start()) {
                conductor.heard("begins");
                var life = random.nextInt(LONGEST_LIFE_MILLIS);
                conductor.process().waitFor(life, TimeUnit.MILLISECONDS);
            }
        }
        finish();
    }

    private ConductorProcess.Started start() throws Exception {
        return ConductorProcess.Started.on(
                journey.ledgerDatabase, release, folder.resolve("conductors.log"));
    }

    private void finish() throws Exception {
        try (var conductor = start()) {
            assertThat(conductor.lastWords()).isEqualTo("conducted Done[]");
        }
    }

    private ReleaseState state() {
        return journey.ledger.release(release).state();
    }

    private void everythingHappenedOnce() throws Exception {
        assertThat(state()).isEqualTo(ReleaseState.DONE);
        assertThat(journey.doneByTheRecord(release))
                .containsExactly("migrate", "restart-a", "restart-b", "validate");
        assertThat(journey.ledger.evidence(release).verify()).isInstanceOf(Integrity.Intact.class);
        assertThat(journey.status("1.1.0").state()).isEqualTo(State.READY);
        assertThat(rowsOfTheThirdTable()).isEqualTo(1);
        for (var instance : instances) {
            assertThat(journey.target.probe(instance)).isInstanceOf(Condition.Ready.class);
            assertThat(journey.toys.said(instance, "started 1.0.0")).isEqualTo(1);
            assertThat(journey.toys.said(instance, "told to stop 1.0.0")).isEqualTo(1);
            assertThat(journey.toys.said(instance, "ended 1.0.0")).isEqualTo(1);
            assertThat(journey.toys.said(instance, "started 1.1.0")).isEqualTo(1);
            assertThat(journey.toys.said(instance, "told to stop 1.1.0")).isZero();
        }
    }

    private long rowsOfTheThirdTable() throws Exception {
        try (var connection = journey.database.connect("test");
                var row = connection.createStatement().executeQuery("select count(*) from toy_3")) {
            row.next();
            return row.getLong(1);
        }
    }
}
