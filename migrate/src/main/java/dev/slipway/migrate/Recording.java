package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Page;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Fingerprint;
import dev.slipway.migrate.format.History;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import dev.slipway.migrate.sql.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is written while a script runs and when it has run: the tool's own row, and Slipway's
/// records where they are kept.
interface Recording {

    /// Of a script that is only tried, or that is no migration: nothing.
    Recording NONE = new Nothing();

    /// Which way the script leads.
    Progress.Direction direction();

    /// Whether how far it is can be read again later.
    boolean remembers();

    /// That the script has run to its end; `untracked` if nothing was written on the way.
    List<Write> finished(Duration took, boolean untracked);

    /// How far it is, where records are kept, and that it is half-done, where the tool has that
    /// state.
    List<Write> progress(int done, boolean alone, List<Long> indexes, Optional<String> error);

    /// That a statement is about to run outside a transaction.
    List<Write> begins();

    /// That the script stopped half-way.
    List<Write> failed(Duration took);

    /// Of a migration that is being applied.
    record Up(History history, Optional<Book> book, Migration migration) implements Recording {

        @Override
        public Progress.Direction direction() {
            return Progress.Direction.UP;
        }

        @Override
        public boolean remembers() {
            return book.isPresent();
        }

        @Override
        public List<Write> finished(Duration took, boolean untracked) {
            var writes = new ArrayList<>(history.applied(migration, took));
            book.ifPresent(kept -> {
                writes.add(entered(kept, took));
                if (!untracked) {
                    writes.add(kept.finished(migration.version()));
                }
            });
            return writes;
        }

        /// Whatever is due and runs once is not in the book: what others took back was taken out of
        /// it under the same lock.
        private Write entered(Book kept, Duration took) {
            return migration.kind() == Migration.Kind.REPEATABLE
                    ? kept.appliedAgain(page(migration), took)
                    : kept.applied(page(migration), took);
        }

        @Override
        public List<Write> progress(
                int done, boolean alone, List<Long> indexes, Optional<String> error) {
            var progress =
                    new Progress(
                            Progress.Direction.UP,
                            fingerprint(migration.up()),
                            done,
                            alone,
                            indexes,
                            error);
            var writes = new ArrayList<>(done > 0 ? history.begins(migration) : List.of());
            book.ifPresent(kept -> writes.add(kept.progress(migration.version(), progress)));
            return writes;
        }

        @Override
        public List<Write> begins() {
            return history.begins(migration);
        }

        @Override
        public List<Write> failed(Duration took) {
            return history.failed(migration, took);
        }
    }

    /// Of a migration that is being taken back.
    ///
    /// @param before the version that is the newest once it is
    record Down(
            History history,
            Optional<Book> book,
            Entry entry,
            Optional<String> before,
            Script script)
            implements Recording {

        @Override
        public Progress.Direction direction() {
            return Progress.Direction.DOWN;
        }

        @Override
        public boolean remembers() {
            return book.isPresent();
        }

        @Override
        public List<Write> finished(Duration took, boolean untracked) {
            var writes = new ArrayList<>(history.reverted(entry, before));
            book.ifPresent(kept -> {
                writes.add(kept.reverted(entry.version()));
                if (!untracked) {
                    writes.add(kept.finished(entry.version()));
                }
            });
            return writes;
        }

        @Override
        public List<Write> progress(
                int done, boolean alone, List<Long> indexes, Optional<String> error) {
            var progress =
                    new Progress(
                            Progress.Direction.DOWN,
                            fingerprint(script),
                            done,
                            alone,
                            indexes,
                            error);
            return book.map(kept -> List.of(kept.progress(entry.version(), progress)))
                    .orElse(List.of());
        }

        @Override
        public List<Write> begins() {
            return history.revertBegins(entry, before);
        }

        @Override
        public List<Write> failed(Duration took) {
            return history.revertFailed(entry, before);
        }
    }

    /// Writes nothing.
    record Nothing() implements Recording {

        @Override
        public Progress.Direction direction() {
            return Progress.Direction.UP;
        }

        @Override
        public boolean remembers() {
            return false;
        }

        @Override
        public List<Write> finished(Duration took, boolean untracked) {
            return List.of();
        }

        @Override
        public List<Write> progress(
                int done, boolean alone, List<Long> indexes, Optional<String> error) {
            return List.of();
        }

        @Override
        public List<Write> begins() {
            return List.of();
        }

        @Override
        public List<Write> failed(Duration took) {
            return List.of();
        }
    }

    /// What there is to remember of a migration.
    static Page page(Migration migration) {
        return page(migration, migration.version());
    }

    /// @param version what the history calls it
    static Page page(Migration migration, String version) {
        var fingerprint = Fingerprint.of(migration.up().text());
        return new Page(
                version,
                migration.description(),
                migration.file(),
                migration.kind().name().toLowerCase(Locale.ROOT),
                fingerprint.raw(),
                fingerprint.normalised(),
                migration.downText());
    }

    static String fingerprint(Script script) {
        return Fingerprint.of(script.text()).raw();
    }
}
