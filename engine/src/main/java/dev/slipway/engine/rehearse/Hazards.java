package dev.slipway.engine.rehearse;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns what a statement was seen to do into findings, one a table, where a person would want to
/// know.
///
/// A short lock is no finding: the table of statements shows it. How long it took on the copy is
/// how much it matters, since the copy holds the same rows.
record Hazards(RehearsedStatement statement) {

    /// Below this nobody notices.
    static final Duration NOTICED = Duration.ofMillis(100);

    private static final Duration HURTS = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    private static final String REWRITE_REMEDY =
            "Add a new column beside the old one, fill it in batches, and move over to it in the next"
                    + " release.";

    private static final String BUILD_REMEDY =
            "Build the index with `create index concurrently`, alone in a file that begins with"
                    + " `-- no-transaction`; a constraint takes it with `using index`.";

    private static final String SCAN_REMEDY =
            "Add the constraint `not valid`, and `validate constraint` in a later migration, which"
                    + " stops nobody.";

    private static final String ROWS_REMEDY =
            "Change them a few thousand at a time, each time in a transaction of its own, outside the"
                    + " migration.";

    List<Finding> findings() {
        var tables = TableEffect.of(statement).stream().map(this::finding);
        return Stream.concat(tables, Stream.of(rows())).flatMap(Optional::stream).toList();
    }

    private Optional<Finding> finding(TableEffect effect) {
        var stopping = effect.stopping().filter(lock -> noticed(lock.held()));
        if (stopping.isPresent()) {
            return Optional.of(stops(effect, stopping.get()));
        }
        if (effect.rewritten()) {
            return Optional.of(works(effect, "rewrite/table", "writes the whole table %s anew"));
        }
        return effect.scanned() && noticed(statement.took())
                ? Optional.of(
                        works(effect, "scan/full-table", "reads the whole table %s to check it"))
                : Optional.empty();
    }

    private Finding stops(TableEffect effect, HeldLock lock) {
        boolean reads = lock.mode().blocks() == LockMode.Blocks.READS;
        var fact =
                "%s %s for %s%s"
                        .formatted(
                                reads ? "stops reads and writes of" : "stops writes to",
                                effect.table(),
                                Span.text(lock.held()),
                                meanwhile(effect));
        var blocks = reads ? "lock/blocks-reads" : "lock/blocks-writes";
        var rule = effect.rewritten() ? "rewrite/table" : blocks;
        return finding(rule, lock.held(), fact, effect.evidence(), remedy(lock));
    }

    private static String meanwhile(TableEffect effect) {
        if (effect.rewritten()) {
            return ", and writes the whole of it anew";
        }
        return effect.scanned() ? ", and reads the whole of it to check it" : "";
    }

    private Finding works(TableEffect effect, String rule, String fact) {
        var text = fact.formatted(effect.table()) + ", in " + Span.text(statement.took());
        var remedy = effect.rewritten() ? REWRITE_REMEDY : "";
        return finding(rule, statement.took(), text, effect.evidence(), remedy);
    }

    private String remedy(HeldLock lock) {
        if (!statement.rewrites().isEmpty()) {
            return REWRITE_REMEDY;
        }
        if (!statement.indexBuilds().isEmpty()) {
            return BUILD_REMEDY;
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

    private Optional<Finding> rows() {
        var held = statement.rowsHeld();
        if (!noticed(held)) {
            return Optional.empty();
        }
        var tables =
                statement.locks().stream()
                        .filter(lock -> lock.mode() == LockMode.ROW_EXCLUSIVE)
                        .map(HeldLock::table)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return Optional.of(
                finding(
                        "lock/holds-rows",
                        held,
                        "lets nobody else change the same rows of %s for %s"
                                .formatted(tables, Span.text(held)),
                        "%d rows changed, held to the end of the transaction"
                                .formatted(statement.rows()),
                        ROWS_REMEDY));
    }

    private Finding finding(
            String rule, Duration time, String fact, String evidence, String remedy) {
        return new Finding(
                rule,
                severity(time),
                Place.line(statement.migration(), statement.line()),
                fact,
                evidence,
                remedy);
    }

    private static boolean noticed(Duration time) {
        return time.compareTo(NOTICED) >= 0;
    }

    private static Severity severity(Duration time) {
        if (time.compareTo(OUTAGE) >= 0) {
            return Severity.ERROR;
        }
        return time.compareTo(HURTS) >= 0 ? Severity.WARNING : Severity.NOTE;
    }
}
