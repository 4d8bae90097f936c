package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Write;
import dev.slipway.report.Exit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adopts a database that has tables and no history: everything up to a version counts as applied,
/// and nothing is run.
///
/// A history without an entry may be adopted too: it is what a process leaves that was killed in
/// the middle of adopting.
final class Baseline {

    private static final String HOLDS_TABLES =
            """
            select exists (select
                             from pg_class c
                             join pg_namespace n on n.oid = c.relnamespace
                            where n.nspname = ?
                              and c.relname <> ?
                              and %service)
            """
                    .replace("%service", Surroundings.OF_THE_SERVICE);

    private final Terms terms;
    private final String version;

    Baseline(Terms terms, String version) {
        this.terms = terms;
        this.version = version;
    }

    BaselineOutcome run() {
        return terms.underLock(
                "adopting", (work, look, lock) -> run(work, look), BaselineOutcome.Locked::new);
    }

    private BaselineOutcome run(Connection work, Look look) throws SQLException {
        var refusal = refusal(work, look);
        if (refusal.isPresent()) {
            return new BaselineOutcome.Refused(Exit.USAGE, refusal.get());
        }
        var covered = covered(look);
        write(work, look, covered);
        return new BaselineOutcome.Done(version, covered.stream().map(Migration::version).toList());
    }

    private Optional<String> refusal(Connection work, Look look) throws SQLException {
        if (look.standing().isEmpty() && !look.isAdoptable(work)) {
            return look.foreign().map(Problem::detail);
        }
        if (!look.entries().isEmpty()) {
            return Optional.of(
                    "there is a history already, and "
                            + Counts.of(look.entries().size(), "migration is", "migrations are")
                            + " applied in it: use slipway db repair --mark-applied"
                            + " for a single one");
        }
        if (!holdsTables(work, look)) {
            return Optional.of(
                    "the schema "
                            + look.around().schema()
                            + " holds nothing to adopt: use slipway db migrate");
        }
        return look.history().hasBaselineRow() || hasFile(look)
                ? Optional.empty()
                : Optional.of(
                        "there is no migration "
                                + version
                                + " in "
                                + look.set().origin()
                                + ": name the newest one whose tables are there");
    }

    /// Whether there is anything beside the history.
    private static boolean holdsTables(Connection work, Look look) throws SQLException {
        try (var query = work.prepareStatement(HOLDS_TABLES)) {
            query.setString(1, look.around().schema());
            query.setString(2, look.table().table());
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private boolean hasFile(Look look) {
        return look.set().migrations().stream()
                .filter(file -> file.kind() != Migration.Kind.REPEATABLE)
                .anyMatch(file -> file.version().equals(version));
    }

    private List<Migration> covered(Look look) {
        var order = look.set().format().order();
        return look.set().migrations().stream()
                .filter(file -> file.kind() != Migration.Kind.REPEATABLE)
                .filter(file -> order.compare(file.version(), version) <= 0)
                .toList();
    }

    private void write(Connection work, Look look, List<Migration> covered) throws SQLException {
        var book = look.open(work);
        var history = look.history();
        var writes = new ArrayList<Write>();
        writes.add(Write.of("begin"));
        writes.addAll(history.baseline(version, covered));
        if (book.isPresent() && !history.hasBaselineRow()) {
            covered.forEach(file -> writes.add(book.get().adopted(Recording.page(file))));
        }
        writes.add(Write.of("commit"));
        Write.send(work, writes);
    }
}
