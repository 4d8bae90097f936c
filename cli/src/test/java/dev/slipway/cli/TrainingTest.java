package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The run from which the JVM learns what commands load comes to its end: the launcher would only
/// be slower without it, which nobody would see.
class TrainingTest {

    @Test
    void every_command_ends_well(@TempDir Path cache) {
        assertThatCode(() -> Training.main(new String[] {cache.toString()}))
                .doesNotThrowAnyException();
    }
}
