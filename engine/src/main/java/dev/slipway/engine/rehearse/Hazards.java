package dev.slipway.engine.rehearse;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Turns what a statement was seen to do into findings, where a person would want to know.
///
/// A short lock is no finding: the table of statements shows it. How long it took on the copy is
/// how much it matters, since the copy holds the same rows.
record Hazards(RehearsedStatement statement) {

    /// Below this nobody notices.
    static final Duration NOTICED = Duration.ofMillis(100);

    private static final Duration HURTS = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        statement.locks().stream()
                .filter(lock -> lock.mode().blocks() != LockMode.Blocks.NOTHING)
                .filter(lock -> lock.held().compareTo(NOTICED) >= 0)
                .map(this::blocks)
                .forEach(findings::add);
        statement.rewrites().stream().map(this::rewrites).forEach(findings::add);
        if (statement.took().compareTo(NOTICED) >= 0) {
            statement.scans().stream().map(this::scans).forEach(findings::add);
        }
        return findings;
    }

    private Finding blocks(HeldLock lock) {
        boolean reads = lock.mode().blocks() == LockMode.Blocks.READS;
        return finding(
                reads ? "lock/blocks-reads" : "lock/blocks-writes",
                severity(lock.held()),
                "%s %s for %s"
                        .formatted(
                                reads ? "stops reads and writes of" : "stops writes to",
                                lock.relation(),
                                Span.text(lock.held())),
                "%s on %s, held to the end of the transaction"
                        .formatted(lock.mode().word(), lock.relation()),
                remedy(lock));
    }

    private String remedy(HeldLock lock) {
        if (!statement.rewrites().isEmpty()) {
            return REWRITE_REMEDY;
        }
        if (!statement.indexBuilds().isEmpty()) {
            return "Build the index with `create index concurrently`, alone in a file that begins"
                    + " with `-- no-transaction`; a constraint takes it with `using index`.";
        }
        if (!statement.scans().isEmpty()) {
            return SCAN_REMEDY;
        }
        boolean waitsForOthers = lock.held().compareTo(statement.took().multipliedBy(2)) > 0;
        return waitsForOthers
                ? "Most of that time is spent in the statements after it: put it last, or in a"
                        + " migration of its own."
                : "Ship it when the table is quiet, or find a form that takes a weaker lock.";
    }

    private static final String REWRITE_REMEDY =
            "Add a new column beside the old one, fill it in batches, and move over to it in the next"
                    + " release.";

    private static final String SCAN_REMEDY =
            "Add the constraint `not valid`, and `validate constraint` in a later migration, which"
                    + " stops nobody.";

    private Finding rewrites(String table) {
        return finding(
                "rewrite/table",
                severity(statement.took()),
                "writes the whole table %s anew, in %s here"
                        .formatted(table, Span.text(statement.took())),
                "its relfilenode changed"
                        + (statement.indexRebuilds().isEmpty()
                                ? ""
                                : "; rebuilt " + String.join(", ", statement.indexRebuilds())),
                REWRITE_REMEDY);
    }

    private Finding scans(String table) {
        return finding(
                "scan/full-table",
                severity(statement.took()),
                "reads the whole table %s to check it, in %s here"
                        .formatted(table, Span.text(statement.took())),
                "the server said that it verifies it",
                statement.longestBlock().compareTo(NOTICED) >= 0 ? SCAN_REMEDY : "");
    }

    private Finding finding(
            String rule, Severity severity, String fact, String evidence, String remedy) {
        return new Finding(
                rule,
                severity,
                Place.line(statement.migration(), statement.line()),
                fact,
                evidence,
                remedy);
    }

    private static Severity severity(Duration time) {
        if (time.compareTo(OUTAGE) >= 0) {
            return Severity.ERROR;
        }
        return time.compareTo(HURTS) >= 0 ? Severity.WARNING : Severity.NOTE;
    }
}
