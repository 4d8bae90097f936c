package dev.slipway.migrate;

import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Recorded;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a history says is applied, by version.
final class AppliedEntries {

    private AppliedEntries() {}

    static TreeMap<String, Entry> of(MigrationSet set, Recorded recorded, Set<String> booked) {
        var entries = new TreeMap<String, Entry>(set.format().order());
        if (recorded instanceof Recorded.Rows rows) {
            rows.entries().forEach(entry -> entries.put(entry.version(), entry));
        } else if (recorded instanceof Recorded.Mark mark && mark.version().isPresent()) {
            underMark(set, mark.version().get(), booked)
                    .forEach(version -> entries.put(version, Entry.plain(version)));
            entries.put(mark.version().get(), marked(mark.version().get(), mark.dirty()));
        }
        return entries;
    }

    /// A tool that keeps only its newest version says nothing of each file under it. All count as
    /// applied, but for those that were not there yet when the book last saw the database.
    private static List<String> underMark(MigrationSet set, String mark, Set<String> booked) {
        Format format = set.format();
        Comparator<String> order = format.order();
        var known = booked.stream().filter(version -> order.compare(version, mark) <= 0).toList();
        Optional<String> lastKnown = known.stream().max(order);
        var since =
                set.migrations().stream()
                        .map(migration -> migration.version())
                        .filter(version -> order.compare(version, mark) <= 0)
                        .filter(version ->
                                lastKnown.isEmpty() || order.compare(version, lastKnown.get()) > 0);
        return Stream.concat(known.stream(), since).toList();
    }

    private static Entry marked(String version, boolean dirty) {
        return new Entry(
                version,
                "",
                Entry.Kind.SCRIPT,
                !dirty,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
