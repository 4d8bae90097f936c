package dev.slipway.engine.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one statement did to one table. A lock on an index is a lock on its table: to plan a query
/// the server locks every index of the table.
///
/// @param change what became of it, where that is known
/// @param built new indexes of it
/// @param locks on the table and on its indexes, strongest first
/// @param rebuilt those of its indexes that got new files
record TableEffect(
        String table,
        Optional<TableChange> change,
        List<HeldLock> locks,
        boolean rewritten,
        boolean scanned,
        List<String> built,
        List<String> rebuilt) {

    TableEffect {
        locks = List.copyOf(locks);
        built = List.copyOf(built);
        rebuilt = List.copyOf(rebuilt);
    }

    static List<TableEffect> of(RehearsedStatement statement) {
        var tables = new LinkedHashSet<String>();
        statement.traces().and(statement.locks()).map(HeldLock::table).forEach(tables::add);
        tables.addAll(statement.rewrites());
        tables.addAll(statement.scans());
        return tables.stream().map(table -> of(statement, table)).toList();
    }

    private static TableEffect of(RehearsedStatement statement, String table) {
        var locks =
                statement
                        .traces()
                        .and(statement.locks())
                        .filter(lock -> lock.table().equals(table))
                        .sorted(HeldLock.STRONGEST_FIRST)
                        .toList();
        var relations = locks.stream().map(HeldLock::relation).toList();
        var change =
                statement.traces().tables().stream()
                        .filter(one -> one.table().equals(table))
                        .findFirst();
        return new TableEffect(
                table,
                change,
                locks,
                statement.rewrites().contains(table),
                statement.scans().contains(table),
                statement.indexBuilds().stream().filter(one -> isOf(one, change)).toList(),
                statement.indexRebuilds().stream()
                        .filter(one -> relations.contains(one) || isIn(one, change))
                        .toList());
    }

    /// Where nothing is known of the table, it is any that the statement has locked.
    private static boolean isOf(String index, Optional<TableChange> change) {
        return change.isEmpty() || isIn(index, change);
    }

    private static boolean isIn(String index, Optional<TableChange> change) {
        return change.flatMap(TableChange::after).stream()
                .flatMap(now -> now.indexes().stream())
                .anyMatch(one -> one.name().equals(index));
    }

    /// What was done to every row under the lock, if anything.
    Optional<Rule> work() {
        if (rewritten) {
            return Optional.of(Rule.REWRITE);
        }
        if (!built.isEmpty() || !rebuilt.isEmpty()) {
            return Optional.of(Rule.INDEX);
        }
        return scanned ? Optional.of(Rule.SCAN) : Optional.empty();
    }

    /// Whether all its rows were taken out at once, which writes nothing.
    boolean emptied() {
        return change.filter(one -> one.emptied() || one.dropped()).isPresent();
    }

    /// The bytes of its rows before, or 0.
    long heap() {
        return change.map(one -> one.before().heap()).orElse(0L);
    }

    private boolean isView() {
        return change.filter(one -> one.before().kind() == 'm').isPresent();
    }

    /// The strongest lock that anybody has to wait for. Nobody writes to a materialised view.
    Optional<HeldLock> stopping() {
        return locks.stream()
                .filter(lock -> lock.mode().blocks() != LockMode.Blocks.NOTHING)
                .filter(lock -> !isView() || lock.mode().blocks() == LockMode.Blocks.READS)
                .findFirst();
    }

    /// What was seen, one thing a line.
    ///
    /// @param alone whether the statement had no transaction around it
    String evidence(boolean alone) {
        var seen = new ArrayList<String>();
        stopping().ifPresent(lock -> seen.add(held(lock.mode(), alone)));
        if (rewritten) {
            seen.add("its relfilenode changed" + rebuilds());
        } else if (!built.isEmpty()) {
            seen.add("built " + String.join(", ", built));
        } else if (!rebuilt.isEmpty()) {
            seen.add("rebuilt " + String.join(", ", rebuilt));
        }
        if (scanned && !rewritten) {
            seen.add("the server read it from end to end");
        }
        return String.join("\n", seen);
    }

    private String held(LockMode mode, boolean alone) {
        return "%s on %s, held to the end of the %s"
                .formatted(
                        mode.word(),
                        String.join(" and ", relations(mode)),
                        alone ? "statement" : "transaction");
    }

    private List<String> relations(LockMode mode) {
        var alike = locks.stream().filter(lock -> lock.mode() == mode).toList();
        var indexes = alike.stream().filter(HeldLock::onIndex).map(HeldLock::relation).toList();
        var own = indexes.size() < alike.size() ? Stream.of(table) : Stream.<String>empty();
        return Stream.concat(own, indexes(indexes)).toList();
    }

    private static Stream<String> indexes(List<String> names) {
        return names.size() > 1
                ? Stream.of(names.size() + " of its indexes")
                : names.stream().map(name -> "its index " + name);
    }

    private String rebuilds() {
        return rebuilt.isEmpty() ? "" : "; rebuilt " + String.join(", ", rebuilt);
    }
}
