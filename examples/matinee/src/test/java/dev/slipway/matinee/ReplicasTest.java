package dev.slipway.matinee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.config.MigrationFiles;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private static final int REPLICAS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String APPLIED = "select count(*) from _sqlx_migrations where success";

    private final DatabaseUrl database = TestDatabase.create();
    private final List<Program> programs = new ArrayList<>();
    private final List<Startup> startups = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        startups.forEach(Startup::close);
        for (var program : programs) {
            program.close();
        }
    }

    /// The migrations are held up until all replicas have begun, so that each is asked before,
    /// while and after they run.
    @Test
    void eight_that_start_together_on_the_schema_before_migrate_it_once_and_answer_throughout()
            throws Exception {
        migrate("1.0.0");
        new Seed(50, 100, 1_000).fill(database);
        try (var holder = database.connect("test");
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table room in share mode");
            start("1.1.0");
            startups.forEach(one -> one.await("migrating", LIMIT));

            assertThat(startups).noneMatch(Startup::isReady);
            assertThat(TestDatabase.number(database, APPLIED)).isEqualTo(4);
            holder.commit();
        }
        startups.forEach(one -> one.awaitReady(LIMIT));

        assertThat(startups).flatExtracting(Startup::failures).isEmpty();
        assertThat(startups).extracting(Startup::appliedWhenReady).containsOnly(8L);
        assertThat(programs.stream().mapToInt(ReplicasTest::applied).sum()).isEqualTo(4);
    }

    private void start(String version) throws Exception {
        var ports = Ports.free(REPLICAS);
        for (int i = 0; i < REPLICAS; i++) {
            startups.add(
                    Startup.watch(
                            Http.at(ports.get(i)), () -> TestDatabase.number(database, APPLIED)));
            programs.add(
                    Program.start(
                            version,
                            TestDatabase.environment("replica-" + i, database),
                            List.of(
                                    "web",
                                    "--health.port=" + ports.get(i),
                                    "--database.pool_size=2")));
        }
    }

    private void migrate(String version) {
        var migrator =
                Migrator.builder()
                        .database(database)
                        .migrations(MigrationFiles.SQLX.read(Versions.loader(version)))
                        .build();
        assertThat(migrator.migrate()).isInstanceOf(Outcome.Done.class);
    }

    private static int applied(Program program) {
        return program.event("migrated").path("applied").asInt();
    }
}
