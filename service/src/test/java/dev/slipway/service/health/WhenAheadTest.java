package dev.slipway.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.SchemaProof;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import dev.slipway.service.TestServer;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Key;
import dev.slipway.service.config.Loaded;
import dev.slipway.service.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An older version that starts on the schema of a newer one.
class WhenAheadTest {

    record Settings(Database database) {}

    @Section(group = "dependencies", about = "The database.")
    record Database(
            @Key(about = "What to do if it is newer.", defaultValue = "refuse")
                    WhenAhead whenAhead) {}

    private static TestServer server;

    @TempDir private Path older;
    @TempDir private Path newer;
    private String database;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void twoVersions() throws IOException {
        database = server.newDatabase();
        for (var folder : List.of(older, newer)) {
            Files.writeString(folder.resolve("1_room.sql"), "create table room (id int);");
        }
        Files.writeString(newer.resolve("2_poster.sql"), "alter table room add poster text;");
    }

    @Test
    void it_starts_where_a_rehearsal_proved_it_and_nowhere_else() {
        var rehearsed = set(newer).migrations().stream().map(SchemaProof.File::of).toList();
        var proof =
                new SchemaProof(rehearsed, List.of("1.0.0"), OffsetDateTime.now(ZoneOffset.UTC));
        assertThat(migrator(newer).proof(proof).build().migrate()).isInstanceOf(Outcome.Done.class);

        assertThat(startup("1.0.0", "tolerate-if-proven")).startsWith("200 {\"state\":\"started\"");
        assertThat(startup("0.9.0", "tolerate-if-proven"))
                .startsWith("503 {\"state\":\"failed\"")
                .contains(
                        "Nothing was applied. Ahead: the database has migrations that the files do"
                                + " not, and 0.9.0 is not proven to work on it: slipway rehearse"
                                + " --old-version 0.9.0 --output json proves it, and slipway db migrate"
                                + " --verdict keeps the proof.");
        assertThat(startup("1.0.0", "refuse"))
                .startsWith("503 {\"state\":\"failed\"")
                .contains("Ahead: the database has migrations that the files do not.");
    }

    @Test
    void without_any_proof_it_starts_only_where_that_is_tolerated() {
        migrator(newer).build().migrate();

        assertThat(startup("1.0.0", "tolerate-if-proven")).startsWith("503 ");
        assertThat(startup("1.0.0", "tolerate")).startsWith("200 ").contains("\"schema\":\"2\"");
    }

    @Test
    void on_a_schema_that_is_not_newer_it_makes_no_difference() {
        for (var policy : List.of("refuse", "tolerate", "tolerate-if-proven")) {
            assertThat(startup("1.0.0", policy)).as(policy).startsWith("200 ");
        }
    }

    @Test
    void another_word_in_the_configuration_is_refused_with_those_that_there_are() {
        var loaded = load("tolerate_if_proven");

        assertThat(loaded.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(loaded.validation().toJson().compact())
                .contains("is none of refuse, tolerate, tolerate-if-proven");
    }

    /// What an instance of the older version answers that was started so.
    private String startup(String version, String policy) {
        var settings = ((Loaded.Ready<Settings>) load(policy)).value();
        try (var health = Health.of("shop-1", version)) {
            health.migrate(migrator(older).ahead(settings.database().whenAhead().as(version)));
            var answer = health.startup();
            return answer.status() + " " + answer.body().compact();
        }
    }

    private Loaded<Settings> load(String policy) {
        return Configuration.of(Settings.class, "SHOP")
                .load(
                        new Inputs(
                                List.of(),
                                Map.of("SHOP_DATABASE_WHEN_AHEAD", policy),
                                older,
                                Optional.empty()));
    }

    private Migrator.Builder migrator(Path folder) {
        return Migrator.builder()
                .database(server.database().withDatabase(database))
                .migrations(set(folder));
    }

    private static MigrationSet set(Path folder) {
        return MigrationSet.of(Formats.SQLX, folder);
    }
}
