package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Booked;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedEntriesTest {

    private static final Progress HALF_WAY =
            new Progress(Progress.Direction.UP, "", 1, false, List.of(), Optional.empty());
    private static final Progress NOTHING_DONE =
            new Progress(Progress.Direction.UP, "", 0, false, List.of(), Optional.of("error"));
    private static final Progress HALF_WAY_DOWN =
            new Progress(Progress.Direction.DOWN, "", 1, false, List.of(), Optional.empty());

    private static final Recorded DIRTY_WITHOUT_VERSION = new Recorded.Mark(Optional.empty(), true);

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // files  | mark | booked | applied
                "1 2 3     | 2    | -      | 1 2",
                "1 2 3     | 3    | 1 2 3  | 1 2 3",
                // 2 came after the book had seen 3
                "1 2 3     | 3    | 1 3    | 1 3",
                "1 2 3 4   | 4    | 1 3    | 1 3 4",
                // 4 and 5 are the tool's work since then
                "1 3 4 5   | 5    | 1 3    | 1 3 4 5",
                // the tool took 3 back
                "1 2 3     | 2    | 1 2 3  | 1 2",
                // the file of 1 is gone, the database is ahead
                "2         | 3    | 1 2    | 1 2 3",
                "10 9      | 10   | -      | 9 10",
            })
    void what_is_under_a_mark_is_told_from_the_book(
            String files, String mark, String booked, String applied) throws IOException {
        var clean = new Recorded.Mark(Optional.of(mark), false);

        assertThat(entries(files, clean, booked, Map.of())).isEqualTo(applied);
    }

    @Test
    void without_a_mark_nothing_is_applied() throws IOException {
        var none = new Recorded.Mark(Optional.empty(), false);

        assertThat(entries("1 2", none, "1 2", Map.of())).isEmpty();
    }

    @Test
    void a_dirty_mark_is_half_done() throws IOException {
        assertThat(entries("1 2 3", dirty("2"), "1", Map.of())).isEqualTo("1 2?");
    }

    @Test
    void a_dirty_mark_of_nothing_is_the_first_migration_half_taken_back() throws IOException {
        assertThat(entries("1 2", DIRTY_WITHOUT_VERSION, "-", Map.of())).isEqualTo("1?");
    }

    @Test
    void what_was_begun_here_can_be_gone_on_with() throws IOException {
        assertThat(entries("1 2 3", dirty("2"), "1", Map.of("2", HALF_WAY))).isEqualTo("1");
    }

    @Test
    void a_late_one_that_was_begun_here_leaves_the_mark_applied() throws IOException {
        assertThat(entries("1 2 3", dirty("3"), "1 3", Map.of("2", HALF_WAY))).isEqualTo("1 3");
    }

    @Test
    void what_was_undone_here_is_not_why_it_is_dirty() throws IOException {
        assertThat(entries("1 2", dirty("2"), "1", Map.of("2", NOTHING_DONE))).isEqualTo("1 2?");
        assertThat(entries("1 2", dirty("2"), "1", Map.of("2", HALF_WAY_DOWN))).isEqualTo("1 2?");
    }

    @Test
    void what_is_half_taken_back_here_is_applied_still() throws IOException {
        assertThat(entries("1 2 3", dirty("2"), "1 2 3", Map.of("3", HALF_WAY_DOWN)))
                .isEqualTo("1 2 3");
        assertThat(entries("1 2 3", DIRTY_WITHOUT_VERSION, "1", Map.of("1", HALF_WAY_DOWN)))
                .isEqualTo("1");
    }

    @Test
    void rows_are_what_they_say() throws IOException {
        var rows = new Recorded.Rows(List.of(Entry.plain("3"), Entry.plain("1")));

        assertThat(entries("1 2 3", rows, "1 2 3", Map.of())).isEqualTo("1 3");
    }

    private static Recorded dirty(String version) {
        return new Recorded.Mark(Optional.of(version), true);
    }

    /// The versions in order, a half-done one with a question mark.
    private String entries(
            String files, Recorded recorded, String booked, Map<String, Progress> progress)
            throws IOException {
        for (var version : files.split(" ", -1)) {
            Files.writeString(folder.resolve(version + "_a.up.sql"), "");
        }
        var pages = new HashMap<String, Booked>();
        for (var version : booked.split(" ", -1)) {
            pages.put(version, booked(version));
        }
        pages.remove("-");
        var set = MigrationSet.of(Formats.GOLANG_MIGRATE, folder);
        return AppliedEntries.of(set, recorded, new Book.Contents(pages, progress, Map.of()))
                .values()
                .stream()
                .map(entry -> entry.version() + (entry.success() ? "" : "?"))
                .collect(Collectors.joining(" "));
    }

    private static Booked booked(String version) {
        return new Booked(version, "a", version + "_a.up.sql", "versioned", "", "");
    }
}
