package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.Ahead;
import dev.slipway.report.Exit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Map<String, String> LEAST =
            Map.of(
                    "MATINEE_PORT", "8080",
                    "MATINEE_INSTANCE", "a",
                    "MATINEE_DATABASE_URL", "postgres://ana@localhost/matinee");

    private static final Version VERSION = new Version("1.0.0");

    @Test
    void a_database_that_is_ahead_is_tolerated_for_this_version_if_that_is_proven() {
        var environment = new HashMap<>(LEAST);
        environment.put("MATINEE_AHEAD", "tolerate-if-proven");

        assertThat(Settings.fromEnvironment(environment, VERSION).ahead())
                .isEqualTo(Ahead.tolerateIfProven("1.0.0"));
    }

    @Test
    void the_rest_has_defaults() {
        var settings = Settings.fromEnvironment(LEAST, VERSION);

        assertThat(settings.ahead()).isEqualTo(Ahead.REFUSE);
        assertThat(settings.deregister()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MATINEE_PORT          |           | MATINEE_PORT is not set: set it.
                    MATINEE_PORT          | 80800     | MATINEE_PORT is malformed: give a whole number from 0 to 65535, not '80800'.
                    MATINEE_PORT          | http      | MATINEE_PORT is malformed: give a whole number from 0 to 65535, not 'http'.
                    MATINEE_INSTANCE      | a b       | MATINEE_INSTANCE is malformed: give up to 40 letters, digits, dots, dashes, not 'a b'.
                    MATINEE_AHEAD         | maybe     | MATINEE_AHEAD is malformed: give refuse, tolerate or tolerate-if-proven, not 'maybe'.
                    MATINEE_MEDIA_ORIGIN  | ftp://x   | MATINEE_MEDIA_ORIGIN is malformed: give an address such as http://host:port.
                    MATINEE_MEDIA_ORIGIN  | http://u:p@x | MATINEE_MEDIA_ORIGIN is malformed: give an address such as http://host:port.
                    MATINEE_SECRETS_SESSION_KEY | hush | MATINEE_SECRETS_SESSION_KEY is malformed: give at least 32 characters that nobody can guess.
                    MATINEE_DRAIN_MS      | -1        | MATINEE_DRAIN_MS is malformed: give a whole number from 0 to 600000, not '-1'.
                    """)
    void a_variable_that_is_wrong_is_named(String variable, String value, String sentence) {
        var environment = new HashMap<>(LEAST);
        environment.put(variable, value == null ? "" : value);

        assertThatThrownBy(() -> Settings.fromEnvironment(environment, VERSION))
                .isInstanceOfSatisfying(
                        WebException.class, e -> assertThat(e.exit()).isEqualTo(Exit.USAGE))
                .hasMessage(sentence);
    }

    @Test
    void a_malformed_database_url_is_named_without_its_password() {
        var environment = new HashMap<>(LEAST);
        environment.put("MATINEE_DATABASE_URL", "mysql://ana:hush@localhost/matinee");

        assertThatThrownBy(() -> Settings.fromEnvironment(environment, VERSION))
                .hasMessageStartingWith("MATINEE_DATABASE_URL is malformed: ")
                .hasMessageNotContaining("hush");
    }
}
