package dev.slipway.engine.rehearse;

import java.util.ArrayList;
import java.util.List;

/// A statement as a row of the report's table; says plainly when it stops nobody.
record RehearsedRow(RehearsedStatement statement) {

    List<String> cells() {
        return List.of(
                statement.place(),
                OneLine.of(statement.sql()),
                Span.text(statement.took()),
                lock(),
                stops(),
                does());
    }

    private String lock() {
        return statement.strongest().map(this::lock).orElse("none");
    }

    /// All relations that it locks that hard, since each of them may have its own queue.
    private String lock(HeldLock strongest) {
        var relations =
                statement.locks().stream()
                        .filter(lock -> lock.mode() == strongest.mode())
                        .map(HeldLock::relation)
                        .toList();
        return strongest.mode().word() + " on " + String.join(", ", relations);
    }

    private String stops() {
        return statement
                .strongest()
                .filter(lock -> lock.mode().blocks() != LockMode.Blocks.NOTHING)
                .map(lock ->
                        (lock.mode().blocks() == LockMode.Blocks.READS ? "all" : "writes")
                                + " for "
                                + Span.text(lock.held()))
                .orElse("nobody");
    }

    private String does() {
        var done = new ArrayList<String>();
        add(done, "rewrites ", statement.rewrites());
        add(done, "scans ", statement.scans());
        add(done, "builds ", statement.indexBuilds());
        add(done, "rebuilds ", statement.indexRebuilds());
        if (statement.rows() > 0) {
            done.add(statement.rows() + " rows");
        }
        return String.join("; ", done);
    }

    private static void add(List<String> done, String what, List<String> names) {
        if (!names.isEmpty()) {
            done.add(what + String.join(", ", names));
        }
    }
}
