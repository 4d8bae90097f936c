package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Recorded;
import java.util.ArrayList;
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
        if (mark.version().isEmpty()) {
            return mark.dirty() ? List.of(halfDone(first())) : List.of();
        }
        var version = mark.version().get();
        var entries = new ArrayList<>(below(version));
        if (!mark.dirty()) {
            entries.add(Entry.plain(version));
        } else if (halfDoneHere(version).isEmpty()) {
            entries.add(halfDone(version));
        } else if (!halfDoneHere(version).contains(version)) {
            entries.add(Entry.plain(version));
        }
        return entries;
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

    /// The scripts up to a dirty mark that were begun here, so that it is known where to go on:
    /// they are why it is dirty.
    private List<String> halfDoneHere(String mark) {
        return book.progress().entrySet().stream()
                .filter(one -> order.compare(one.getKey(), mark) <= 0)
                .filter(one -> !book.booked().containsKey(one.getKey()))
                .filter(one -> isHalfDone(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isHalfDone(Progress progress) {
        return progress.direction() == Progress.Direction.UP
                && (progress.done() > 0 || progress.alone());
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
