package dev.slipway.engine.rehearse;

import static dev.slipway.engine.rehearse.LockMode.ROW_EXCLUSIVE;
import static dev.slipway.engine.rehearse.LockMode.SHARE_UPDATE_EXCLUSIVE;

import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// The catalogue as the migrations change it, statement by statement.
///
/// Read in the migration's own transaction, the only place that shows uncommitted changes, and only
/// after a statement that can have changed it.
final class Picture {

    /// The first words of statements that change no more than rows.
    private static final Set<String> ONLY_ROWS =
            Set.of(
                    "insert", "update", "delete", "merge", "select", "with", "copy", "set",
                    "values");

    private final String historyTable;
    private final Tables tables = new Tables();
    private Catalogue before = Catalogue.EMPTY;
    private Catalogue last = Catalogue.EMPTY;
    private Inventory stock = Inventory.EMPTY;
    private WholeReads reads = WholeReads.NONE;

    /// What the last migration left: nobody else changes the copy.
    private Optional<Catalogue> committed = Optional.empty();

    private Inventory committedStock = Inventory.EMPTY;

    /// @param historyTable which is the migrator's and no part of it
    Picture(String historyTable) {
        this.historyTable = historyTable;
    }

    /// Of the moment before a migration; what an attempt left that was undone is forgotten.
    void begin(Observer observer) throws SQLException {
        if (committed.isEmpty()) {
            observer.read(tables);
            committedStock = observer.inventory().without(historyTable);
            before = observer.catalogue().without(historyTable);
        } else {
            before = committed.get();
        }
        committed = Optional.empty();
        last = before;
        stock = committedStock;
        tables.begin();
    }

    /// What is seen now is there for others too.
    void commit() {
        committed = Optional.of(last);
        committedStock = stock;
        tables.commit();
    }

    /// As the migration found it.
    Catalogue before() {
        return before;
    }

    SortedSet<String> tableNames() {
        return before.names(one -> one.kind() == 'r' || one.kind() == 'p');
    }

    List<String> partitions() {
        return tables.partitions();
    }

    /// Before a statement, in its transaction. Asks nothing before one that may have to be the
    /// first.
    void statementBegins(Statement statement, Connection migrating) throws SQLException {
        if (!ONLY_ROWS.contains(firstWord(statement))) {
            reads = WholeReads.read(migrating);
        }
    }

    /// @param locks that its session has
    /// @param fresh those of them that it had not before
    /// @param notices what the server said
    Sight after(
            Statement statement,
            Connection migrating,
            Set<Lock> locks,
            Set<Lock> fresh,
            List<String> notices)
            throws SQLException {
        var touched = lockedFor(fresh, ROW_EXCLUSIVE);
        if (!mayChangeCatalogue(statement, fresh)) {
            return Sight.ofRows(tables.changes(migrating, before, touched));
        }
        touched.addAll(lockedFor(locks, SHARE_UPDATE_EXCLUSIVE));
        var now = Catalogue.read(migrating).without(historyTable);
        var found = Inventory.read(migrating).without(historyTable);
        var changes = Changes.between(before, last, now);
        var tableChanges = tables.changes(migrating, before, touched);
        var read = checked(migrating, changes, tableChanges);
        var sight =
                new Sight(
                        changes,
                        new Scans(migrating, before, locks).of(notices, read),
                        Changes.renames(before, last, now),
                        tableChanges,
                        found.since(stock));
        last = now;
        stock = found;
        return sight;
    }

    /// What only reads and changes rows does not, unless it took a lock to do so in a function.
    private static boolean mayChangeCatalogue(Statement statement, Set<Lock> fresh) {
        return !ONLY_ROWS.contains(firstWord(statement))
                || fresh.stream().anyMatch(lock -> lock.mode().compareTo(ROW_EXCLUSIVE) > 0);
    }

    /// The tables that the statement read and did not write or index: to check them.
    private Set<Long> checked(Connection migrating, Changes changes, List<TableChange> tables)
            throws SQLException {
        var read = new HashSet<>(WholeReads.read(migrating).since(reads));
        tables.stream()
                .filter(change ->
                        change.builds(changes) || changes.rewrites().contains(change.table()))
                .map(change -> change.before().oid())
                .forEach(read::remove);
        return read;
    }

    /// The tables that are locked in that mode or a stronger one, also by a lock on an index.
    private Set<Long> lockedFor(Set<Lock> locks, LockMode mode) {
        return locks.stream()
                .filter(lock -> lock.mode().compareTo(mode) >= 0)
                .map(lock -> table(lock.relation()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private long table(long relation) {
        return last.find(relation)
                .map(Relation::table)
                .filter(table -> table != 0)
                .orElse(relation);
    }

    private static String firstWord(Statement statement) {
        return statement.firstWord().toLowerCase(Locale.ROOT);
    }
}
