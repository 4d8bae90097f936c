package dev.slipway.migrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares a set with a history: a pure function of what was read from each.
final class Standing {

    private final List<Migration> files;
    private final OutOfOrder outOfOrder;
    private final TreeMap<Long, AppliedRow> rows = new TreeMap<>();
    private final Map<Long, Migration> byVersion = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Migration> pending = new ArrayList<>();

    private Standing(List<Migration> files, List<AppliedRow> applied, OutOfOrder outOfOrder) {
        this.files = files;
        this.outOfOrder = outOfOrder;
        applied.forEach(row -> rows.put(row.version(), row));
        files.forEach(file -> byVersion.put(Long.parseLong(file.version()), file));
    }

    static Standing of(List<Migration> files, List<AppliedRow> applied, OutOfOrder outOfOrder) {
        var standing = new Standing(files, applied, outOfOrder);
        standing.rows.values().forEach(standing::row);
        standing.files.forEach(standing::file);
        return standing;
    }

    private void row(AppliedRow row) {
        var file = byVersion.get(row.version());
        if (!row.success()) {
            add(Problem.Kind.DIRTY, row, "failed half-way: look at what it did, finish or undo it");
        } else if (file == null && row.version() > newestFile()) {
            add(
                    Problem.Kind.AHEAD,
                    row,
                    "is applied, and newer than every file: use newer files, or --ahead tolerate if"
                            + " this version works on it");
        } else if (file == null) {
            add(Problem.Kind.MISSING, row, "is applied, but its file is gone: bring it back");
        } else if (!file.checksum().equals(row.checksum())) {
            add(
                    Problem.Kind.CHANGED,
                    row,
                    "was applied, and "
                            + file.file()
                            + " has changed since: bring back the applied text");
        }
    }

    private void file(Migration file) {
        long version = Long.parseLong(file.version());
        if (rows.containsKey(version)) {
            return;
        }
        pending.add(file);
        if (outOfOrder == OutOfOrder.REFUSE && !rows.isEmpty() && version < rows.lastKey()) {
            problems.add(
                    new Problem(
                            Problem.Kind.OUT_OF_ORDER,
                            Optional.of(file.version()),
                            file.file()
                                    + " is not applied, but the newer "
                                    + rows.lastKey()
                                    + " is: apply it with --out-of-order apply, or give it a newer"
                                    + " version"));
        }
    }

    private void add(Problem.Kind kind, AppliedRow row, String what) {
        var version = Long.toString(row.version());
        problems.add(
                new Problem(
                        kind,
                        Optional.of(version),
                        version + " (" + row.description() + ") " + what));
    }

    private long newestFile() {
        return Long.parseLong(files.get(files.size() - 1).version());
    }

    List<Migration> pending() {
        return pending;
    }

    List<Problem> problems() {
        return problems;
    }

    Optional<String> current() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.lastKey().toString());
    }

    int applied() {
        return rows.size();
    }

    State state() {
        if (has(Problem.Kind.DIRTY)) {
            return State.DIRTY;
        }
        if (has(Problem.Kind.CHANGED) || has(Problem.Kind.MISSING)) {
            return State.DRIFT;
        }
        if (has(Problem.Kind.AHEAD)) {
            return State.AHEAD;
        }
        return pending.isEmpty() ? State.READY : State.PENDING;
    }

    private boolean has(Problem.Kind kind) {
        return problems.stream().anyMatch(problem -> problem.kind() == kind);
    }
}
