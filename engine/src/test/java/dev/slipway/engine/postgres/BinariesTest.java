package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

    @TempDir Path cache;

    @Test
    void bundled_binaries_run_and_are_of_the_version_they_say() {
        for (int major : new int[] {15, 18}) {
            var binaries = Binaries.bundled(major, cache);

            assertThat(Binaries.majorOf(binaries.program("postgres")))
                    .isEqualTo(OptionalInt.of(major));
            assertThat(binaries.program("initdb")).isExecutable();
        }
    }

    @Test
    void what_was_unpacked_once_is_used_again() throws Exception {
        var first = Binaries.bundled(18, cache);
        var made = Files.getLastModifiedTime(first.bin());

        assertThat(Binaries.bundled(18, cache)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.bin())).isEqualTo(made);
    }

    @Test
    void two_that_unpack_at_once_both_succeed_and_leave_one_copy() throws Exception {
        try (var both = Executors.newFixedThreadPool(2)) {
            Callable<Binaries> unpack = () -> Binaries.bundled(18, cache);
            for (var outcome : both.invokeAll(List.of(unpack, unpack))) {
                assertThat(outcome.get().program("postgres")).isExecutable();
            }
        }

        assertThat(namesIn(cache)).hasSize(1);
    }

    @Test
    void a_half_that_a_killed_process_left_is_swept_away() throws Exception {
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        var half = Files.createDirectories(cache.resolve("unpacking-" + gone.pid() + "-1/bin"));
        Files.writeString(half.resolve("postgres"), "half of it");

        Binaries.bundled(18, cache);

        assertThat(namesIn(cache)).singleElement().asString().startsWith("postgres-18-");
    }

    @Test
    void a_version_that_is_nowhere_is_named_with_what_to_install() {
        assertThatThrownBy(() -> Binaries.find(9, cache))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("No PostgreSQL 9 server")
                .hasMessageContaining("apt-get install postgresql-9")
                .hasMessageContaining("/usr/lib/postgresql/9/bin");
        assertThatThrownBy(() -> Binaries.bundled(9, cache))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("No PostgreSQL 9 comes with this Slipway");
    }

    private static List<String> namesIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
