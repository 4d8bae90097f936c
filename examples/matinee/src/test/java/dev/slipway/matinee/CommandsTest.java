package dev.slipway.matinee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final HashMap<String, String> environment =
            new HashMap<>(TestDatabase.environment("a", TestDatabase.create()));

    @Test
    void the_database_is_migrated_with_the_configuration_that_serving_has() throws Exception {
        assertThat(exit("check-schema")).isEqualTo(5);
        assertThat(exit("db", "migrate")).isZero();
        assertThat(exit("check-schema")).isZero();
    }

    @Test
    void each_version_knows_its_own_keys() throws Exception {
        assertThat(exit("config", "validate")).isZero();

        environment.put("MATINEE_SERVER_GREETING", "Popcorn is at the door");
        assertThat(exit("config", "validate")).as("a key of 1.1.0").isEqualTo(3);
    }

    private int exit(String... arguments) throws Exception {
        try (var program = Program.start("1.0.0", environment, List.of(arguments))) {
            return program.exitCode();
        }
    }
}
