package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Versions;
import dev.slipway.matinee.config.MigrationFiles;
import dev.slipway.matinee.config.Settings;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Confirm;
import dev.slipway.migrate.DataLoss;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.DownOutcome;
import dev.slipway.migrate.Marks;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.RepairOutcome;
import dev.slipway.migrate.format.Migration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationFilesTest {

    /// Has the migrations of all before it.
    private static final String LAST = Versions.ALL.getLast();

    private static final String BACKFILL = "20261012084500";

    private final DatabaseUrl database = TestDatabase.create();

    @Test
    void after_each_migration_the_schema_is_the_same_in_both_formats() {
        assertThat(versions(MigrationFiles.GOOSE)).isEqualTo(versions(MigrationFiles.SQLX));

        assertThat(up(MigrationFiles.GOOSE, TestDatabase.create()))
                .isEqualTo(up(MigrationFiles.SQLX, database));
    }

    @ParameterizedTest
    @EnumSource
    void each_down_leads_back_to_the_schema_before_and_up_again_to_the_one_after(
            MigrationFiles files) {
        var schemas = up(files, database);

        for (int i = schemas.size() - 2; i >= 0; i--) {
            takeBack(files, versions(files).get(i));
            assertThat(Schema.of(database)).as("before " + i).isEqualTo(schemas.get(i));
        }
        assertThat(up(files, database)).isEqualTo(schemas);
    }

    @Test
    void an_instance_keeps_its_history_where_goose_does_if_it_is_told_to() throws Exception {
        var settings = TestDatabase.settings("a", database, Ahead.REFUSE);
        var told =
                new Settings(
                        settings.server(),
                        new Settings.Database(database, Ahead.REFUSE, MigrationFiles.GOOSE, 2),
                        0,
                        settings.drain(),
                        settings.sessionKeys(),
                        settings.mediaOrigin(),
                        settings.fingerprint());
        try (var instance = Instance.listening(told, Versions.loader("1.1.0"))) {
            instance.web().serve();

            assertThat(instance.http().get("/health/ready").path("schema").asString())
                    .isEqualTo("20261012084500");
            assertThat(instance.room("One")).isEqualTo(1);
        }
        assertThat(
                        TestDatabase.number(
                                database,
                                "select count(*) from goose_db_version where version_id > 0"))
                .isEqualTo(8);
    }

    /// What a backfill wrote stays until its column goes, so its down has no statement: that it is
    /// taken back is said to the history.
    private void takeBack(MigrationFiles files, String version) {
        var migrator = migrator(files).database(database).build();
        if (version.equals(BACKFILL)) {
            var repaired = migrator.repair(Confirm.YES, new Marks(List.of(), List.of(version)));
            assertThat(repaired).isInstanceOf(RepairOutcome.Done.class);
            return;
        }
        var outcome = migrator.down(DataLoss.ACCEPT);
        assertThat(outcome).as(outcome.toReport().headline()).isInstanceOf(DownOutcome.Done.class);
    }

    /// The schema before the first migration, and after each.
    private static List<List<String>> up(MigrationFiles files, DatabaseUrl database) {
        var schemas = new ArrayList<List<String>>();
        schemas.add(Schema.of(database));
        for (var version : versions(files)) {
            var migrator = migrator(files).database(database).stopAt(version).build();
            assertThat(migrator.migrate()).as(version).isInstanceOf(Outcome.Done.class);
            schemas.add(Schema.of(database));
        }
        return schemas;
    }

    private static List<String> versions(MigrationFiles files) {
        return files.read(Versions.loader(LAST)).migrations().stream()
                .map(Migration::version)
                .toList();
    }

    private static Migrator.Builder migrator(MigrationFiles files) {
        return Migrator.builder().migrations(files.read(Versions.loader(LAST)));
    }
}
