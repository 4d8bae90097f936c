package dev.slipway.engine.down;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.format.HistoryTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One migration, applied in a twin and taken back, between a look at what there was and a look at
/// what there is.
final class Trial implements AutoCloseable {

    private final Reading before;
    private final Reading after;
    private final HistoryTable history;
    private final Picture picture;
    private final Tables tables;
    private final Rules rules;
    private Tables migrated;
    private Rules loosened;

    private Trial(Reading before, Reading after, HistoryTable history) throws SQLException {
        this.before = before;
        this.after = after;
        this.history = history;
        picture = Picture.read(after.connection(), history);
        tables = Tables.read(after.connection(), history);
        rules = Rules.read(after.connection());
        migrated = tables;
        loosened = rules;
    }

    static Trial begin(DatabaseUrl before, DatabaseUrl twin, HistoryTable history)
            throws SQLException {
        return new Trial(Reading.of(before), Reading.of(twin), history);
    }

    /// Remembers what the migration made.
    void migrated() throws SQLException {
        migrated = Tables.read(after.connection(), history);
        loosened = Rules.read(after.connection());
    }

    /// What the migration allows the new version to write that could not be there before.
    List<NewData> newData() {
        return rules.loosenedIn(loosened).stream()
                .flatMap(rule -> NewData.breaking(rule, migrated).stream())
                .toList();
    }

    /// What is not as it was, now that the migration is taken back.
    RehearsedDown compared(String migration, Duration took, Telling telling) throws SQLException {
        long began = System.nanoTime();
        var now = Picture.read(after.connection(), history);
        var rows = Tables.read(after.connection(), history);
        var comparison = compare(rows, telling);
        var remnants =
                Stream.concat(picture.differences(now).stream(), comparison.remnants().stream())
                        .filter(remnant -> !isTold(remnant, comparison.losses()))
                        .toList();
        return new RehearsedDown(
                migration,
                DownVerdict.of(comparison.losses(), remnants),
                drops(rows),
                took,
                Duration.ofNanos(System.nanoTime() - began),
                false);
    }

    /// What the migration made and the script took away; a column of such a table goes with it.
    private List<String> drops(Tables now) {
        var made = new TreeMap<>(migrated.places());
        made.keySet().removeAll(tables.places().keySet());
        made.keySet().removeAll(now.places().keySet());
        var keys = Set.copyOf(made.keySet());
        made.keySet()
                .removeIf(key -> keys.contains(key.replaceFirst("\\..*", "")) && key.contains("."));
        return made.values().stream().sorted().toList();
    }

    private Comparison compare(Tables now, Telling telling) throws SQLException {
        var comparison = new Comparison(before, after, telling);
        var touched = tables.touched(now);
        var there = touched.stream().filter(was -> now.find(was.name()).isPresent()).toList();
        telling.compares(Comparison.DIGESTS * before.size(there));
        for (var was : touched) {
            var is = now.find(was.name());
            if (is.isPresent()) {
                comparison.compare(was, is.get());
            } else {
                comparison.gone(was);
            }
        }
        comparison.sequences();
        return comparison;
    }

    /// That something is gone is told with the data that was in it.
    private static boolean isTold(Remnant remnant, List<Damage> losses) {
        return remnant.how() == Remnant.How.MISSING
                && losses.stream()
                        .anyMatch(loss ->
                                remnant.what().equals("table " + loss.place())
                                        || remnant.what().equals("column " + loss.place()));
    }

    @Override
    public void close() throws SQLException {
        try (before) {
            after.close();
        }
    }
}
