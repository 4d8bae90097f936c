package dev.slipway.engine.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one statement did to one table. A lock on an index is a lock on its table: to plan a query
/// the server locks every index of the table.
///
/// @param locks on the table and on its indexes, strongest first
/// @param rebuilt those of its indexes that got new files
record TableEffect(
        String table,
        List<HeldLock> locks,
        boolean rewritten,
        boolean scanned,
        List<String> rebuilt) {

    TableEffect {
        locks = List.copyOf(locks);
        rebuilt = List.copyOf(rebuilt);
    }

    static List<TableEffect> of(RehearsedStatement statement) {
        var tables = new LinkedHashSet<String>();
        statement.locks().stream().map(HeldLock::table).forEach(tables::add);
        tables.addAll(statement.rewrites());
        tables.addAll(statement.scans());
        return tables.stream().map(table -> of(statement, table)).toList();
    }

    private static TableEffect of(RehearsedStatement statement, String table) {
        var locks = statement.locks().stream().filter(lock -> lock.table().equals(table)).toList();
        var relations = locks.stream().map(HeldLock::relation).toList();
        return new TableEffect(
                table,
                locks,
                statement.rewrites().contains(table),
                statement.scans().contains(table),
                statement.indexRebuilds().stream().filter(relations::contains).toList());
    }

    /// The strongest lock that anybody has to wait for.
    Optional<HeldLock> stopping() {
        return locks.stream()
                .filter(lock -> lock.mode().blocks() != LockMode.Blocks.NOTHING)
                .findFirst();
    }

    /// What was seen, one thing a line.
    String evidence() {
        var seen = new ArrayList<String>();
        stopping().ifPresent(lock -> seen.add(held(lock.mode())));
        if (rewritten) {
            seen.add("its relfilenode changed" + rebuilds());
        } else if (scanned) {
            seen.add("the server said that it verifies it");
        }
        return String.join("\n", seen);
    }

    private String held(LockMode mode) {
        return "%s on %s, held to the end of the transaction"
                .formatted(mode.word(), String.join(" and ", relations(mode)));
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
