package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.copy.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir private Path home;

    @Test
    void is_gone_with_all_that_is_in_it_when_it_is_closed() throws IOException {
        try (var scratch = ScratchFolder.in(parent())) {
            Files.writeString(scratch.path().resolve("source.dump"), "rows");
            assertThat(entries()).hasSize(2);
        }

        assertThat(entries()).isEmpty();
    }

    @Test
    void closing_it_ends_a_server_that_still_runs_in_it() throws IOException {
        Postmaster postmaster;
        try (var scratch = ScratchFolder.in(parent())) {
            postmaster = started(scratch.path().resolve("server"));
        }

        assertThat(Patience.runs(postmaster.process())).isFalse();
        assertThat(entries()).isEmpty();
    }

    @Test
    void those_of_living_runs_stay() throws IOException {
        try (var one = ScratchFolder.in(parent());
                var other = ScratchFolder.in(parent())) {
            assertThat(one.path()).isDirectory().isNotEqualTo(other.path());
            assertThat(other.path()).isDirectory();
        }
    }

    @Test
    void what_dead_runs_left_is_removed_with_its_servers() throws IOException {
        var dead = Files.createDirectories(parent().resolve("run-1"));
        Files.createFile(parent().resolve("run-1.lock"));
        Files.writeString(dead.resolve("source.dump"), "rows");
        var postmaster = started(dead.resolve("server"));
        Files.createFile(parent().resolve("run-2.lock"));

        try (var scratch = ScratchFolder.in(parent())) {
            assertThat(Patience.runs(postmaster.process())).isFalse();
            assertThat(entries()).hasSize(2).contains(scratch.path());
        }
    }

    @Test
    void what_is_not_a_runs_is_left_alone() throws IOException {
        var letters = Files.createDirectories(parent().resolve("letters"));
        var letter = Files.writeString(letters.resolve("letter.txt"), "dear");

        ScratchFolder.in(parent()).close();

        assertThat(letter).hasContent("dear");
    }

    private Postmaster started(Path folder) {
        var binaries = Binaries.find(15, home.resolve("binaries"));
        Server.start(binaries, folder, Copy.THROWAWAY);
        return Postmaster.of(folder.resolve("data")).orElseThrow();
    }

    private Path parent() {
        return home.resolve("scratch");
    }

    private List<Path> entries() throws IOException {
        try (var entries = Files.list(parent())) {
            return entries.toList();
        }
    }
}
