package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Recorded;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a history says is applied, by version.
///
/// A tool that keeps only its newest version says nothing of each file under that mark. Its book
/// does: what it remembers is applied, and a file below the newest that it remembers, but not in
/// it, came too late and was never run. A file between that one and the mark was there when the
/// tool ran it, or came after: that cannot be told, and it counts as applied. Without a book so do
/// all files under the mark.
final class AppliedEntries {

    private final MigrationSet set;
    private final Comparator<String> order;
    private final Book.Contents book;

    private AppliedEntries(MigrationSet set, Book.Contents book) {
        this.set = set;
        this.order = set.format().order();
        this.book = book;
    }

    static NavigableMap<String, Entry> of(MigrationSet set, Recorded recorded, Book.Contents book) {
        return new AppliedEntries(set, book).expand(recorded);
    }

    private NavigableMap<String, Entry> expand(Recorded recorded) {
        var entries = new TreeMap<String, Entry>(order);
        var found =
                recorded instanceof Recorded.Rows rows
                        ? rows.entries()
                        : under((Recorded.Mark) recorded);
        found.forEach(entry -> entries.put(entry.version(), entry));
        return entries;
    }

    private List<Entry> under(Recorded.Mark mark) {
        return mark.version()
                .map(version -> mark.dirty() ? dirty(version) : clean(version))
                .orElseGet(() -> mark.dirty() ? dirtyWithoutVersion() : List.of());
    }

    private List<Entry> clean(String mark) {
        return with(below(mark), Entry.plain(mark));
    }

    /// Either the mark's own migration is half applied, or the one above it half taken back.
    private List<Entry> dirty(String mark) {
        var begun = begunHere(Progress.Direction.UP).filter(one -> !isBelow(mark, one)).toList();
        var above = begunHere(Progress.Direction.DOWN).filter(one -> isBelow(mark, one)).findAny();
        if (above.isPresent()) {
            return with(clean(mark), Entry.plain(above.get()));
        }
        if (begun.isEmpty()) {
            return with(below(mark), halfDone(mark));
        }
        return begun.contains(mark) ? below(mark) : clean(mark);
    }

    private List<Entry> dirtyWithoutVersion() {
        return List.of(
                begunHere(Progress.Direction.DOWN)
                        .findAny()
                        .map(Entry::plain)
                        .orElseGet(() -> halfDone(first())));
    }

    private static List<Entry> with(List<Entry> entries, Entry one) {
        return Stream.concat(entries.stream(), Stream.of(one)).toList();
    }

    /// What was being taken back when nothing was to be left.
    private String first() {
        return set.migrations().get(0).version();
    }

    /// What is applied below a mark.
    private List<Entry> below(String mark) {
        var booked = book.booked().keySet().stream().filter(one -> !isBelow(mark, one)).toList();
        var newestBooked = booked.stream().max(order);
        var since =
                set.migrations().stream()
                        .map(Migration::version)
                        .filter(one -> newestBooked.map(known -> isBelow(known, one)).orElse(true));
        return Stream.concat(booked.stream(), since)
                .filter(one -> isBelow(one, mark))
                .map(Entry::plain)
                .toList();
    }

    private boolean isBelow(String one, String other) {
        return order.compare(one, other) < 0;
    }

    /// The scripts that stopped half-way here, so that it is known where to go on: they are why a
    /// mark is dirty.
    private Stream<String> begunHere(Progress.Direction direction) {
        boolean down = direction == Progress.Direction.DOWN;
        return book.progress().entrySet().stream()
                .filter(one -> one.getValue().direction() == direction)
                .filter(one -> one.getValue().done() > 0 || one.getValue().alone())
                .map(Map.Entry::getKey)
                .filter(version -> down || !book.booked().containsKey(version));
    }

    private static Entry halfDone(String version) {
        return new Entry(
                version,
                "",
                Entry.Kind.SCRIPT,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
