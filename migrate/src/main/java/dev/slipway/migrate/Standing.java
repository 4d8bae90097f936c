package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Booked;
import dev.slipway.migrate.bookkeeping.Page;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Fingerprint;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Compares a set with a history: a pure function of what was read from each.
final class Standing {

    private final Format format;
    private final OutOfOrder outOfOrder;
    private final NavigableMap<String, Entry> entries;
    private final NavigableMap<String, Booked> booked;
    private final NavigableMap<String, Progress> progress;
    private final TreeMap<String, Migration> files;
    private final boolean keepsOnlyNewest;
    private final Optional<String> newestFile;
    private final Optional<String> newestApplied;
    private final Optional<String> baseline;
    private final List<String> proven;

    /// What an empty history begins with.
    private final Optional<Migration> beginning;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Migration> pending = new ArrayList<>();

    /// Repeatable migrations that changed since they ran.
    private final Set<Migration> again = new HashSet<>();

    private Standing(
            MigrationSet set, Recorded recorded, Book.Contents book, OutOfOrder outOfOrder) {
        this.format = set.format();
        this.outOfOrder = outOfOrder;
        this.files = new TreeMap<>(format.order());
        set.migrations().forEach(migration -> files.put(migration.version(), migration));
        this.entries = AppliedEntries.of(set, recorded, book);
        this.booked = ordered(book.booked());
        this.progress = ordered(book.progress());
        this.keepsOnlyNewest = recorded instanceof Recorded.Mark;
        this.newestFile = set.newest();
        this.newestApplied = newest(Entry.Kind.SCRIPT, Entry.Kind.CODE, Entry.Kind.BASELINE);
        this.proven =
                book.proofs().isEmpty()
                        ? List.of()
                        : book.proofs().getOrDefault(recorded.digest(), List.of());
        this.beginning = newestApplied.isEmpty() ? set.baseline() : Optional.empty();
        this.baseline = newest(Entry.Kind.BASELINE).or(() -> beginning.map(Migration::version));
    }

    /// Two spellings of one version, such as Flyway's 1 and 1.0, are one key.
    private <T> NavigableMap<String, T> ordered(Map<String, T> byVersion) {
        var map = new TreeMap<String, T>(format.order());
        map.putAll(byVersion);
        return map;
    }

    static Standing of(
            MigrationSet set, Recorded recorded, Book.Contents book, OutOfOrder outOfOrder) {
        var standing = new Standing(set, recorded, book, outOfOrder);
        standing.entries.values().forEach(standing::entry);
        standing.pending.addAll(standing.beginning.stream().toList());
        set.migrations().forEach(standing::file);
        return standing;
    }

    private Optional<String> newest(Entry.Kind... kinds) {
        return entries.values().stream()
                .filter(entry -> List.of(kinds).contains(entry.kind()))
                .map(Entry::version)
                .max(format.order());
    }

    private void entry(Entry entry) {
        progress(entry.version()).filter(Standing::isHalfDown).ifPresent(at -> halfDown(entry, at));
        var file = Optional.ofNullable(files.get(entry.version()));
        if (!entry.success()) {
            add(Problem.Kind.DIRTY, entry, "failed half-way: see what slipway db repair would do");
        } else if (entry.kind() == Entry.Kind.BASELINE || isUnderBaseline(entry)) {
            return;
        } else if (file.isPresent()) {
            compare(entry, file.get());
        } else if (entry.kind() == Entry.Kind.CODE) {
            return;
        } else if (entry.kind() == Entry.Kind.SCRIPT && isNewerThanEveryFile(entry)) {
            add(
                    Problem.Kind.AHEAD,
                    entry,
                    "is applied, and newer than every file: use newer files, or --ahead tolerate if"
                            + " this version works on it");
        } else if (!format.mayBeCode() || booked.containsKey(entry.version())) {
            add(Problem.Kind.MISSING, entry, "is applied, but its file is gone: bring it back");
        }
    }

    /// Whether a down script is neither finished nor yet to be begun.
    static boolean isHalfDown(Progress progress) {
        return progress.direction() == Progress.Direction.DOWN
                && (progress.done() > 0 || progress.alone());
    }

    private void halfDown(Entry entry, Progress progress) {
        add(
                Problem.Kind.DIRTY,
                entry,
                "is being taken back, and "
                        + Counts.of(progress.done(), "statement", "statements")
                        + " of its down script "
                        + (progress.done() == 1 ? "is" : "are")
                        + " done: go on with slipway db down");
    }

    private boolean isNewerThanEveryFile(Entry entry) {
        return newestFile.isEmpty()
                || format.order().compare(entry.version(), newestFile.get()) > 0;
    }

    private void compare(Entry entry, Migration file) {
        switch (match(entry, file)) {
            case CHANGED -> changed(entry, file);
            case LINE_ENDINGS ->
                    add(
                            Problem.Kind.LINE_ENDINGS,
                            entry,
                            "was applied with other line endings than "
                                    + file.file()
                                    + " has now: bring them back, or take the new ones with slipway db"
                                    + " repair");
            case SAME, UNTOLD -> {}
        }
    }

    private void changed(Entry entry, Migration file) {
        if (file.kind() == Migration.Kind.REPEATABLE) {
            again.add(file);
        } else {
            add(
                    Problem.Kind.CHANGED,
                    entry,
                    "was applied, and "
                            + file.file()
                            + " has changed since: bring back the applied text");
        }
    }

    private Format.Match match(Entry entry, Migration file) {
        var told = format.compare(file, entry);
        var remembered = booked(entry.version());
        return told == Format.Match.UNTOLD && remembered.isPresent()
                ? match(remembered.get(), Fingerprint.of(file.up().text()))
                : told;
    }

    private static Format.Match match(Booked booked, Fingerprint now) {
        if (booked.fingerprint().equals(now.raw())) {
            return Format.Match.SAME;
        }
        return booked.normalised().equals(now.normalised())
                ? Format.Match.LINE_ENDINGS
                : Format.Match.CHANGED;
    }

    private void file(Migration file) {
        if (again.contains(file)) {
            pending.add(file);
            return;
        }
        if (entries.containsKey(file.version()) || isUnderBaseline(file)) {
            return;
        }
        if (file.kind() == Migration.Kind.CODE) {
            add(
                    Problem.Kind.CODE,
                    file,
                    "is code, which only the service's own program can run: run it with that first");
        } else {
            pending.add(file);
        }
        if (file.kind() == Migration.Kind.VERSIONED) {
            late(file);
        }
        progress(file).ifPresent(progress -> begun(file, progress));
    }

    private boolean isUnderBaseline(Entry entry) {
        return entry.kind() != Entry.Kind.REPEATABLE
                && baseline.isPresent()
                && format.order().compare(entry.version(), baseline.get()) <= 0;
    }

    private boolean isUnderBaseline(Migration file) {
        return file.kind() != Migration.Kind.REPEATABLE
                && baseline.isPresent()
                && format.order().compare(file.version(), baseline.get()) <= 0;
    }

    private void late(Migration file) {
        if (outOfOrder == OutOfOrder.REFUSE
                && newestApplied.isPresent()
                && format.order().compare(file.version(), newestApplied.get()) < 0) {
            add(
                    Problem.Kind.OUT_OF_ORDER,
                    file,
                    "is not applied, but the newer "
                            + newestApplied.get()
                            + " is: apply it with --out-of-order apply, or give it a newer version");
        }
    }

    private void begun(Migration file, Progress progress) {
        if (progress.done() == 0 && !progress.alone()) {
            return;
        }
        if (!progress.fingerprint().equals(Fingerprint.of(file.up().text()).raw())) {
            add(
                    Problem.Kind.DIRTY,
                    file,
                    "was begun with another text, of which "
                            + Counts.of(progress.done(), "statement is", "statements are")
                            + " done: bring that text back, or see what slipway db repair would do");
        } else {
            add(
                    Problem.Kind.HALF_DONE,
                    file,
                    "was begun, and stopped after "
                            + Counts.of(progress.done(), "statement", "statements")
                            + ": the next migrate goes on there");
        }
    }

    private void add(Problem.Kind kind, Entry entry, String what) {
        var name = entry.description().isEmpty() ? "" : " (" + entry.description() + ")";
        problems.add(new Problem(kind, Optional.of(entry.version()), entry.version() + name, what));
    }

    private void add(Problem.Kind kind, Migration file, String what) {
        problems.add(new Problem(kind, Optional.of(file.version()), file.file(), what));
    }

    /// In the order in which they would run.
    List<Migration> pending() {
        return pending;
    }

    List<Problem> problems() {
        return problems;
    }

    /// What is applied, by version, in order.
    Map<String, Entry> entries() {
        return entries;
    }

    Optional<String> current() {
        return newestApplied;
    }

    /// The versions of the service that are proven to work on what is applied.
    List<String> proven() {
        return proven;
    }

    int applied() {
        return entries.size();
    }

    /// What is applied here and not in the book yet, though its file is there: as it is now, under
    /// the version that the history has.
    List<Page> unbooked() {
        return entries.values().stream()
                .filter(entry -> entry.success() && entry.kind() != Entry.Kind.BASELINE)
                .filter(entry -> !booked.containsKey(entry.version()))
                .flatMap(entry -> unbooked(entry).stream())
                .toList();
    }

    private Optional<Page> unbooked(Entry entry) {
        return file(entry.version())
                .filter(file -> file.kind() == Migration.Kind.VERSIONED)
                .map(file -> Recording.page(file, entry.version()));
    }

    /// What the book still remembers though somebody else took it back.
    List<String> outdated() {
        return booked.keySet().stream().filter(version -> !entries.containsKey(version)).toList();
    }

    /// How far a migration is that was begun to be applied.
    Optional<Progress> progress(Migration migration) {
        return progress(migration.version())
                .filter(known -> known.direction() == Progress.Direction.UP);
    }

    /// How far a script of that version is, whichever way it leads.
    Optional<Progress> progress(String version) {
        return Optional.ofNullable(progress.get(version));
    }

    Optional<Booked> booked(String version) {
        return Optional.ofNullable(booked.get(version));
    }

    /// @param version one that is applied
    Entry entry(String version) {
        return Objects.requireNonNull(entries.get(version), version);
    }

    Optional<Migration> file(String version) {
        return Optional.ofNullable(files.get(version));
    }

    boolean has(Problem.Kind kind, String version) {
        return problems.stream()
                .anyMatch(one -> one.kind() == kind && one.version().equals(Optional.of(version)));
    }

    /// Whether the tool keeps no more than its newest version.
    boolean keepsOnlyNewest() {
        return keepsOnlyNewest;
    }

    /// The newest applied version below another.
    Optional<String> before(String version) {
        return entries.headMap(version, false).values().stream()
                .filter(entry -> entry.kind() != Entry.Kind.REPEATABLE)
                .map(Entry::version)
                .max(format.order());
    }

    State state() {
        if (has(Problem.Kind.DIRTY)) {
            return State.DIRTY;
        }
        if (has(Problem.Kind.CHANGED)
                || has(Problem.Kind.LINE_ENDINGS)
                || has(Problem.Kind.MISSING)) {
            return State.DRIFT;
        }
        if (has(Problem.Kind.AHEAD)) {
            return State.AHEAD;
        }
        return pending.isEmpty() && !has(Problem.Kind.CODE) ? State.READY : State.PENDING;
    }

    private boolean has(Problem.Kind kind) {
        return problems.stream().anyMatch(problem -> problem.kind() == kind);
    }
}
