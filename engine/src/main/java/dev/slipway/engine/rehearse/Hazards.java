package dev.slipway.engine.rehearse;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns what a statement was seen to do to the traffic of tables into findings, one a table, where
/// a person would want to know.
///
/// A lock that is held for a moment is no finding: the table of statements shows it. Work on every
/// row under a lock is one, unless the copy has the rows and shows that it takes no time.
record Hazards(RehearsedStatement statement, Source source) {

    /// Below this nobody notices.
    static final Duration NOTICED = Duration.ofMillis(100);

    private static final Duration HURTS = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    private static final SafeForm BATCHES =
            SafeForm.words(
                    "Change them a few thousand at a time, each time in a transaction of its own,"
                            + " outside the migration.");

    private static final SafeForm LAST =
            SafeForm.words(
                    "Most of that time is spent in the statements after it: put it last, or in a"
                            + " migration of its own.");

    private static final SafeForm QUIET =
            SafeForm.words(
                    "Ship it when the table is quiet, or find a form that takes a weaker lock.");

    List<Finding> findings() {
        var tables = TableEffect.of(statement).stream().map(this::finding);
        return Stream.concat(tables, Stream.of(rows())).flatMap(Optional::stream).toList();
    }

    private Optional<Finding> finding(TableEffect effect) {
        if (effect.emptied()) {
            return Optional.empty();
        }
        return effect.stopping()
                .filter(lock ->
                        noticed(lock.held()) || (effect.work().isPresent() && !timed(effect)))
                .map(lock -> stops(effect, lock));
    }

    private boolean timed(TableEffect effect) {
        return source.timed(effect.table(), effect.heap());
    }

    private Finding stops(TableEffect effect, HeldLock lock) {
        boolean reads = lock.mode().blocks() == LockMode.Blocks.READS;
        var fact =
                "%s %s for %s%s%s"
                        .formatted(
                                reads ? "stops reads and writes of" : "stops writes to",
                                effect.table(),
                                Span.text(lock.held()),
                                source.waiting(effect.table(), lock.mode(), lock.held()),
                                effect.work().map(Hazards::meanwhile).orElse(""));
        var rule = effect.work().orElse(reads ? Rule.BLOCKS_READS : Rule.BLOCKS_WRITES);
        return finding(
                rule, lock.held(), fact, effect.evidence(statement.traces().alone()), remedy(lock));
    }

    private static String meanwhile(Rule work) {
        return switch (work) {
            case REWRITE -> ", and writes the whole of it anew";
            case INDEX -> ", and reads the whole of it to build an index";
            default -> ", and reads the whole of it to check it";
        };
    }

    private SafeForm remedy(HeldLock lock) {
        boolean worked =
                !(statement.rewrites().isEmpty()
                        && statement.scans().isEmpty()
                        && statement.indexBuilds().isEmpty()
                        && statement.indexRebuilds().isEmpty());
        if (worked) {
            return new SafeForms(statement).form().orElse(QUIET);
        }
        boolean waitsForOthers = lock.held().compareTo(statement.took().multipliedBy(2)) > 0;
        return waitsForOthers ? LAST : QUIET;
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
                        Rule.HOLDS_ROWS,
                        held,
                        "lets nobody else change the same rows of %s for %s"
                                .formatted(tables, Span.text(held)),
                        "%d rows changed, held to the end of the transaction"
                                .formatted(statement.rows()),
                        BATCHES));
    }

    private Finding finding(Rule rule, Duration time, String fact, String evidence, SafeForm form) {
        return new Finding(
                rule.id(),
                severity(time),
                Place.line(statement.migration(), statement.line()),
                fact,
                evidence + "\n" + rule.why(),
                form.text());
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
