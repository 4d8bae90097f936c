package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.Neighbours.Tool;
import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every pair of neighbouring versions of Matinee: what the rehearsal says about the way back, and
/// that going it by hand ends where it says.
@TestInstance(Lifecycle.PER_CLASS)
class NeighboursIT {

    private Path home;
    private Server server;

    @BeforeAll
    void startServer(@TempDir Path folder) {
        home = folder;
        server =
                Server.start(
                        Binaries.find(15, home.resolve("binaries")),
                        home.resolve("server"),
                        Map.of("fsync", "off", "timezone", "Asia/Kathmandu"));
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void what_is_additive_is_taken_back_by_code_alone() throws Exception {
        var matinee = at("1.0.0", Tool.SQLX);

        assertThat(matinee.ways("1.0.0", "1.1.0")).isEqualTo("code-only, then nothing");

        matinee.db("1.1.0", "migrate");
        matinee.assertRuns("1.1.0");
        matinee.assertRuns("1.0.0");
    }

    @Test
    void without_a_migration_there_is_nothing_to_rehearse() throws Exception {
        var matinee = at("1.1.0", Tool.SQLX);

        assertThat(matinee.ways("1.1.0", "1.2.0")).isEqualTo("code-only, then nothing");

        matinee.assertRuns("1.2.0");
        matinee.assertRuns("1.1.0");
    }

    @ParameterizedTest
    @EnumSource
    void what_breaks_the_old_code_is_taken_back_by_downs_that_lose_nothing(Tool tool)
            throws Exception {
        var matinee = at("1.2.0", tool);
        var before = matinee.digest();

        assertThat(matinee.ways("1.2.0", "1.3.0")).isEqualTo("forward-fix, then down-and-code");
        assertThat(matinee.downs("1.2.0", "1.3.0")).containsOnly("lossless");

        matinee.db("1.3.0", "migrate");
        matinee.assertRuns("1.3.0");
        matinee.assertDoesNotStart("1.2.0", "member_put.sql does not fit the schema");
        matinee.db("1.3.0", "down", "--accept-data-loss");
        matinee.db("1.3.0", "down", "--accept-data-loss");
        assertThat(matinee.digest()).isEqualTo(before);
        matinee.assertRuns("1.2.0");
    }

    @ParameterizedTest
    @EnumSource
    void what_drops_a_column_is_taken_back_by_a_restore(Tool tool) throws Exception {
        var matinee = at("1.3.0", tool);
        var before = matinee.digest();

        assertThat(matinee.ways("1.3.0", "1.4.0")).isEqualTo("forward-fix, then restore");
        assertThat(matinee.downs("1.3.0", "1.4.0")).containsExactly("lossy");

        var backup = home.resolve("before-" + tool + ".dump");
        matinee.shell("pg_dump", "--format=custom", "--file=" + backup);
        matinee.db("1.4.0", "migrate");
        matinee.assertDoesNotStart("1.3.0", "member_put.sql does not fit the schema");
        matinee.db("1.4.0", "down", "--accept-data-loss");
        assertThat(matinee.digest()).as("when members were seen is lost").isNotEqualTo(before);
        matinee.shell("pg_restore", "--clean", backup.toString());
        assertThat(matinee.digest()).isEqualTo(before);
        matinee.assertRuns("1.3.0");
    }

    @Test
    void what_takes_long_must_be_announced() throws Exception {
        var matinee = at("1.4.0", Tool.SQLX);
        var notes = Files.writeString(home.resolve("notes.md"), "Fewer surprises.\n");
        var longest = new String[] {"--longest", "1ms", "--notes", notes.toString()};

        var silent = matinee.rehearse("1.4.0", "1.5.0", longest);
        assertThat(silent.exit()).as(silent.out()).isEqualTo(3);
        assertThat(silent.out()).contains("time/long-migration");
        Files.writeString(notes, "20261214090000 writes all events again.\n");
        var announced = matinee.rehearse("1.4.0", "1.5.0", longest);
        assertThat(announced.exit()).as(announced.out()).isZero();
        assertThat(Neighbours.ways(announced)).isEqualTo("code-only, then nothing");

        matinee.db("1.5.0", "migrate");
        matinee.assertRuns("1.5.0");
        matinee.assertRuns("1.4.0");
    }

    @Test
    void what_lacks_a_key_refuses_to_start_and_the_version_before_still_does() throws Exception {
        var matinee = at("1.5.0", Tool.SQLX);

        assertThat(matinee.ways("1.5.0", "2.0.0")).isEqualTo("code-only, then nothing");

        matinee.assertRefuses(
                "2.0.0",
                "server.public_url",
                "MATINEE_SERVER_PUBLIC_URL",
                "MATINEE_SECRETS_SESSION_KEY",
                "session_keys",
                "MATINEE_DRAIN_DEREGISTER");
        matinee.assertRuns("1.5.0");
    }

    private Neighbours at(String version, Tool tool) throws Exception {
        var name = (tool.word() + "_" + version).replace('.', '_');
        server.createDatabase(name);
        return Neighbours.at(version, tool, server.url(name), home);
    }
}
