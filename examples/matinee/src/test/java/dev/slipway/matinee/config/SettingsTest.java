package dev.slipway.matinee.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.Ahead;
import dev.slipway.report.Exit;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_KEY = "fedcba9876543210fedcba9876543210";

    private static final Map<String, String> LEAST =
            Map.of(
                    "MATINEE_SERVER_PORT", "8080",
                    "MATINEE_SERVER_INSTANCE", "a",
                    "MATINEE_DATABASE_URL", "postgres://ana:hush@localhost/matinee",
                    "MATINEE_SECRETS_SESSION_KEY", KEY);

    @TempDir private Path folder;

    @Test
    void the_rest_has_defaults() {
        var settings = read("1.0.0", LEAST);

        assertThat(settings.server())
                .isEqualTo(new Settings.Server(8080, "a", Optional.empty(), Optional.empty()));
        assertThat(settings.database().ahead()).isEqualTo(Ahead.REFUSE);
        assertThat(settings.database().migrations()).isEqualTo(MigrationFiles.SQLX);
        assertThat(settings.healthPort()).isZero();
        assertThat(settings.drain())
                .isEqualTo(new Settings.Drain(Duration.ofSeconds(1), Duration.ofSeconds(10)));
        assertThat(settings.sessionKeys()).containsExactly(Secret.of(KEY));
    }

    @Test
    void a_file_is_weaker_than_a_variable_and_a_variable_than_the_command_line()
            throws IOException {
        Files.writeString(
                folder.resolve("matinee.yaml"),
                """
                server:
                  port: 1
                  instance: of-the-file
                database:
                  migrations: goose
                drain:
                  deregister: 5s
                """);
        var settings =
                Settings.read(
                        "1.0.0",
                        inputs(
                                List.of(
                                        "--config",
                                        "matinee.yaml",
                                        "--drain.deregister=2s",
                                        "--server.port=2"),
                                LEAST));

        assertThat(settings.server().instance()).isEqualTo("a");
        assertThat(settings.server().port()).isEqualTo(2);
        assertThat(settings.database().migrations()).isEqualTo(MigrationFiles.GOOSE);
        assertThat(settings.drain().pause()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_database_that_is_ahead_is_tolerated_for_this_version_if_that_is_proven() {
        var told = with(LEAST, "MATINEE_DATABASE_AHEAD", "tolerate-if-proven");

        assertThat(read("1.0.0", told).database().ahead())
                .isEqualTo(Ahead.tolerateIfProven("1.0.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MATINEE_SERVER_PORT         | 80800  | server: port 80800 is not between 0 and 65535.
                    MATINEE_SERVER_PORT         | http   | server.port: 'http' is no whole number.
                    MATINEE_SERVER_INSTANCE     | a b    | server: the instance is named by up to 40 letters, digits, dots, dashes, not 'a b'.
                    MATINEE_HEALTH_PORT         | -1     | health: port -1 is not between 0 and 65535.
                    MATINEE_DATABASE_AHEAD      | maybe  | database.ahead: 'maybe' is none of refuse, tolerate, tolerate-if-proven.
                    MATINEE_DATABASE_MIGRATIONS | flyway | database.migrations: 'flyway' is none of sqlx, goose.
                    MATINEE_DATABASE_POOL_SIZE  | 0      | database: pool_size 0 is not between 1 and 1000.
                    MATINEE_DRAIN_LIMIT         | 1s     | drain: a pause of 1000 ms leaves nothing of a limit of 1000 ms.
                    MATINEE_SECRETS_SESSION_KEY | short  | secrets: a session key has at least 32 characters
                    MATINEE_PORT                | 8080   | MATINEE_PORT is not known.
                    MATINEE_SERVER_GREETING     | Hello  | MATINEE_SERVER_GREETING is not known.
                    """)
    void a_variable_that_is_wrong_is_named(String variable, String value, String sentence) {
        assertThatThrownBy(() -> read("1.0.0", with(LEAST, variable, value)))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.exit()).isEqualTo(Exit.BLOCKED))
                .hasMessageStartingWith("The configuration is invalid: 1 problem.")
                .hasMessageContaining(sentence)
                .hasMessageContaining(variable);
    }

    @Test
    void a_malformed_database_url_is_named_without_its_password() {
        var told = with(LEAST, "MATINEE_DATABASE_URL", "mysql://ana:hush@localhost/matinee");

        assertThatThrownBy(() -> read("1.0.0", told))
                .hasMessageContaining("database: ")
                .hasMessageContaining("MATINEE_DATABASE_URL")
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_greeting_may_be_given_since_1_1_0() {
        var told = with(LEAST, "MATINEE_SERVER_GREETING", "Popcorn is at the door");

        assertThat(read("1.1.0", LEAST).server().greeting()).isEmpty();
        assertThat(read("1.5.0", told).server().greeting()).contains("Popcorn is at the door");
    }

    @Test
    void version_2_0_0_names_everything_that_is_wrong_with_the_configuration_of_1_5_0()
            throws IOException {
        Files.writeString(
                folder.resolve("matinee.toml"),
                """
                [server]
                port = 8080
                instance = "a"

                [drain]
                deregister = "5s"
                """);
        var told =
                Map.of(
                        "MATINEE_DATABASE_URL",
                        "postgres://ana:hush@localhost/matinee",
                        "MATINEE_SECRETS_SESSION_KEY",
                        KEY);
        var inputs = inputs(List.of("--config", "matinee.toml"), told);

        assertThat(Settings.read("1.5.0", inputs).drain().pause()).isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> Settings.read("2.0.0", inputs))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.exit()).isEqualTo(Exit.BLOCKED))
                .hasMessage(
                        """
                        The configuration is invalid: 4 problems.

                        Problems
                          error matinee.toml  drain.deregister is called drain.pause since 2.0.0.
                                → Rename it to `drain.pause`.
                                config/retired-key
                          error MATINEE_SECRETS_SESSION_KEY  secrets.session_key was removed in 2.0.0.
                                → Put it into `secrets.session_keys`, the newest first: a new key before it, and the old one until its sessions have ended.
                                config/retired-key
                          error matinee.toml  server.public_url is required and not set.
                                → Set `server.public_url` in matinee.toml, or the variable MATINEE_SERVER_PUBLIC_URL.
                                config/missing
                          error matinee.toml  secrets.session_keys is required and not set.
                                → Set `secrets.session_keys` in matinee.toml, or the variable MATINEE_SECRETS_SESSION_KEYS or MATINEE_SECRETS_SESSION_KEYS_FILE.
                                config/missing\
                        """);
    }

    @Test
    void version_2_0_0_starts_with_a_configuration_of_its_own() {
        var told =
                Map.of(
                        "MATINEE_SERVER_PORT", "8080",
                        "MATINEE_SERVER_INSTANCE", "a",
                        "MATINEE_SERVER_PUBLIC_URL", "https://matinee.example/",
                        "MATINEE_DATABASE_URL", "postgres://ana:hush@localhost/matinee",
                        "MATINEE_DRAIN_PAUSE", "3s",
                        "MATINEE_SECRETS_SESSION_KEYS", KEY + "," + OTHER_KEY);
        var settings = read("2.0.0", told);

        assertThat(settings.server().publicUrl()).contains(URI.create("https://matinee.example/"));
        assertThat(settings.drain().pause()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.sessionKeys()).containsExactly(Secret.of(KEY), Secret.of(OTHER_KEY));
        assertThat(settings.toString()).doesNotContain("hush", KEY, OTHER_KEY);
    }

    private Settings read(String version, Map<String, String> environment) {
        return Settings.read(version, inputs(List.of(), environment));
    }

    private Inputs inputs(List<String> arguments, Map<String, String> environment) {
        return new Inputs(arguments, environment, folder, Optional.empty());
    }

    private static Map<String, String> with(
            Map<String, String> environment, String variable, String value) {
        var all = new HashMap<>(environment);
        all.put(variable, value);
        return all;
    }
}
