package dev.slipway.engine.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The [Anatomy] of every table, kept up to date statement by statement.
///
/// All are read once. After that only those that a statement has locked, since it can have changed
/// no other.
final class Tables {

    private Map<Long, Anatomy> committed = Map.of();
    private Map<Long, Anatomy> now = new HashMap<>();

    /// @param observer sees what is committed
    void readAll(Connection observer) throws SQLException {
        committed = AnatomyQueries.all(observer);
    }

    /// What an attempt left that was undone is forgotten.
    void begin() {
        now = new HashMap<>(committed);
    }

    void commit() {
        committed = Map.copyOf(now);
    }

    /// The tables that are partitions of another.
    List<String> partitions() {
        return now.values().stream()
                .filter(one -> one.bound().isPresent())
                .map(Anatomy::name)
                .sorted()
                .toList();
    }

    /// What became of those of the tables that were there before the migration.
    List<TableChange> changes(Connection migrating, Catalogue before, Collection<Long> locked)
            throws SQLException {
        var found = AnatomyQueries.of(migrating, locked);
        var changes = new ArrayList<TableChange>();
        for (long table : locked.stream().sorted().toList()) {
            var was = Optional.ofNullable(now.remove(table));
            var is = Optional.ofNullable(found.get(table));
            is.ifPresent(anatomy -> now.put(table, anatomy));
            was.filter(_ -> before.has(table))
                    .ifPresent(anatomy -> changes.add(new TableChange(anatomy, is)));
        }
        return changes;
    }
}
