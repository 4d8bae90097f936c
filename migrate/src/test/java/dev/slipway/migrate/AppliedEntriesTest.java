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
        var entries = entries(files, new Recorded.Mark(Optional.of(mark), false), booked, Map.of());

        assertThat(entries.keySet()).containsExactly(applied.split(" "));
        assertThat(entries.values()).allMatch(Entry::success);
    }

    @Test
    void without_a_mark_nothing_is_applied() throws IOException {
        assertThat(entries("1 2", new Recorded.Mark(Optional.empty(), false), "1 2", Map.of()))
                .isEmpty();
    }

    @Test
    void a_dirty_mark_is_half_done() throws IOException {
        var entries = entries("1 2 3", dirty("2"), "1", Map.of());

        assertThat(entries.keySet()).containsExactly("1", "2");
        assertThat(entries.get("1").success()).isTrue();
        assertThat(entries.get("2").success()).isFalse();
    }

    @Test
    void a_dirty_mark_of_nothing_is_the_first_migration_half_taken_back() throws IOException {
        var entries = entries("1 2", new Recorded.Mark(Optional.empty(), true), "-", Map.of());

        assertThat(entries.keySet()).containsExactly("1");
        assertThat(entries.get("1").success()).isFalse();
    }

    @Test
    void what_was_begun_here_can_be_gone_on_with() throws IOException {
        var entries = entries("1 2 3", dirty("2"), "1", Map.of("2", HALF_WAY));

        assertThat(entries.keySet()).containsExactly("1");
    }

    @Test
    void a_late_one_that_was_begun_here_leaves_the_mark_applied() throws IOException {
        var entries = entries("1 2 3", dirty("3"), "1 3", Map.of("2", HALF_WAY));

        assertThat(entries.keySet()).containsExactly("1", "3");
        assertThat(entries.values()).allMatch(Entry::success);
    }

    @Test
    void what_was_undone_here_is_not_why_it_is_dirty() throws IOException {
        assertThat(entries("1 2", dirty("2"), "1", Map.of("2", NOTHING_DONE)).get("2").success())
                .isFalse();
        assertThat(entries("1 2", dirty("2"), "1", Map.of("2", HALF_WAY_DOWN)).get("2").success())
                .isFalse();
    }

    @Test
    void what_is_half_taken_back_here_is_applied_still() throws IOException {
        var entries = entries("1 2 3", dirty("2"), "1 2 3", Map.of("3", HALF_WAY_DOWN));

        assertThat(entries.keySet()).containsExactly("1", "2", "3");
        assertThat(entries.values()).allMatch(Entry::success);
    }

    @Test
    void so_is_the_first_migration() throws IOException {
        var entries =
                entries(
                        "1 2",
                        new Recorded.Mark(Optional.empty(), true),
                        "1",
                        Map.of("1", HALF_WAY_DOWN));

        assertThat(entries.keySet()).containsExactly("1");
        assertThat(entries.get("1").success()).isTrue();
    }

    @Test
    void rows_are_what_they_say() throws IOException {
        var entries =
                entries(
                        "1 2 3",
                        new Recorded.Rows(List.of(Entry.plain("3"), Entry.plain("1"))),
                        "1 2 3",
                        Map.of());

        assertThat(entries.keySet()).containsExactly("1", "3");
    }

    private static Recorded dirty(String version) {
        return new Recorded.Mark(Optional.of(version), true);
    }

    private Map<String, Entry> entries(
            String files, Recorded recorded, String booked, Map<String, Progress> progress)
            throws IOException {
        for (var version : files.split(" ")) {
            Files.writeString(folder.resolve(version + "_a.up.sql"), "");
        }
        var pages = new HashMap<String, Booked>();
        for (var version : booked.split(" ")) {
            pages.put(version, booked(version));
        }
        pages.remove("-");
        var set = MigrationSet.of(Formats.GOLANG_MIGRATE, folder);
        return AppliedEntries.of(set, recorded, new Book.Contents(pages, progress));
    }

    private static Booked booked(String version) {
        return new Booked(
                version,
                "a",
                version + "_a.up.sql",
                "versioned",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
