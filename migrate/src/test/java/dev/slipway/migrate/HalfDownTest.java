package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Booked;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Fingerprint;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A down script that stopped half-way, as a history that keeps only its newest version tells it.
class HalfDownTest {

    @TempDir private Path folder;

    @BeforeEach
    void threeMigrations() throws IOException {
        for (int i = 1; i <= 3; i++) {
            Files.writeString(folder.resolve(i + "_x.sql"), "select " + i + ";");
        }
    }

    @Test
    void the_migration_is_still_applied_and_the_one_below_is_not_dirty() {
        var standing = standing(Optional.of("2"), halfDown("3"));

        assertThat(standing.current()).contains("3");
        assertThat(standing.entry("2").success()).isTrue();
        assertThat(standing.entry("3").success()).isTrue();
        assertThat(standing.problems())
                .extracting(problem -> problem.kind() + " " + problem.detail())
                .containsExactly(
                        "DIRTY 3 is being taken back, and 1 statement of its down script is done: go"
                                + " on with slipway db down");
    }

    @Test
    void the_first_one_is_taken_back_to_nothing() {
        assertThat(standing(Optional.empty(), halfDown("1")).current()).contains("1");
    }

    @Test
    void without_the_book_the_mark_is_dirty() {
        var standing = standing(Optional.of("2"), Map.of());

        assertThat(standing.current()).contains("2");
        assertThat(standing.entry("2").success()).isFalse();
    }

    @Test
    void a_migration_never_goes_on_where_a_down_script_stopped() {
        var set = MigrationSet.of(Formats.GOOSE, folder);
        var standing =
                Standing.of(
                        set,
                        new Recorded.Rows(List.of()),
                        new Book.Contents(Map.of(), halfDown("1"), Map.of()),
                        OutOfOrder.REFUSE);

        assertThat(standing.progress(set.migrations().get(0))).isEmpty();
        assertThat(standing.problems()).isEmpty();
    }

    private static Map<String, Progress> halfDown(String version) {
        return Map.of(
                version,
                new Progress(Progress.Direction.DOWN, "f", 1, false, List.of(), Optional.empty()));
    }

    /// What is being taken back is in the book until it is.
    private static Booked booked(String version) {
        var fingerprint = Fingerprint.of("select " + version + ";");
        return new Booked(
                version,
                "x",
                version + "_x.sql",
                "versioned",
                fingerprint.raw(),
                fingerprint.normalised());
    }

    private Standing standing(Optional<String> mark, Map<String, Progress> progress) {
        var booked =
                progress.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), HalfDownTest::booked));
        return Standing.of(
                MigrationSet.of(Formats.GOOSE, folder),
                new Recorded.Mark(mark, true),
                new Book.Contents(booked, progress, Map.of()),
                OutOfOrder.REFUSE);
    }
}
