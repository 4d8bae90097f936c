package dev.slipway.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Status;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import dev.slipway.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabases.class)
class PlanTest {

    @TempDir Path folder;
    Versions versions;
    DatabaseUrl database;

    @BeforeEach
    void write_versions(DatabaseUrl fresh) throws Exception {
        database = fresh;
        versions = new Versions(folder, "shop.jar");
        write("1.0.0", "one", 1);
        write("1.1.0", "two", 2);
        write("1.0.1", "fixed", 1);
        write("1.0.2", "one", 2);
        migrator("1.0.0").migrate();
    }

    @Test
    void the_three_parts_are_shown_apart() {
        assertThat(new TextRenderer(Ink.PLAIN).render(plan("1.0.0", "1.1.0").toReport()))
                .isEqualTo(
                        """
                        1.0.0 to 1.1.0 carries new code, 1 migration.

                        Artefact: reversible
                          1.0.0 7692c3ad3540 → 1.1.0 3fc4ccfe7458
                          Every instance is drained and started again.

                        Database migrations: unproven
                          2 add table
                          Whether the old code works on the new schema is for the rehearsal to say.

                        Configuration: none
                          Neither version describes its configuration.
                        """);
    }

    @Test
    void a_release_may_carry_code_alone() {
        var plan = plan("1.0.0", "1.0.1");

        assertThat(plan.changesCode()).isTrue();
        assertThat(plan.changesSchema()).isFalse();
    }

    @Test
    void a_release_may_carry_the_schema_alone() {
        var plan = plan("1.0.0", "1.0.2");

        assertThat(plan.changesCode()).isFalse();
        assertThat(plan.changesSchema()).isTrue();
    }

    @Test
    void the_way_back_leaves_a_schema_that_is_ahead() {
        migrator("1.1.0").migrate();

        var plan = Plan.back(versions.read("1.1.0"), versions.read("1.0.0"), status("1.0.0"));

        assertThat(plan.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(plan.changesCode()).isTrue();
        assertThat(plan.changesSchema()).isFalse();
    }

    @Test
    void forward_from_a_schema_that_is_ahead_is_blocked() {
        migrator("1.1.0").migrate();

        assertThat(plan("1.0.0", "1.0.1").verdict()).isInstanceOf(Verdict.Block.class);
    }

    @Test
    void a_version_that_is_not_there_is_named() {
        assertThatThrownBy(() -> versions.read("2.0.0"))
                .isInstanceOf(PlanException.class)
                .hasMessage("there is no version 2.0.0 in " + folder + ": name one that is there");
        assertThatThrownBy(() -> new Versions(folder, "other.jar").read("1.0.0"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("there is no artefact");
    }

    private Plan plan(String from, String to) {
        return Plan.between(versions.read(from), versions.read(to), status(to));
    }

    private Status status(String version) {
        return migrator(version).status();
    }

    private Migrator migrator(String version) {
        return Migrator.builder()
                .database(database)
                .migrations(versions.migrations(version))
                .build();
    }

    private void write(String version, String artefact, int migrations) throws Exception {
        var migrationFolder = versions.migrationFolder(version);
        Files.createDirectories(migrationFolder);
        Files.writeString(versions.artefact(version), artefact);
        for (int i = 1; i <= migrations; i++) {
            Files.writeString(
                    migrationFolder.resolve(i + "_add_table.sql"),
                    "create table table_%d ()".formatted(i));
        }
    }
}
