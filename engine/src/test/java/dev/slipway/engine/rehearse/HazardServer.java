package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A server on which each of the [HazardCases] is rehearsed on a database of its own.
final class HazardServer implements AutoCloseable {

    /// Of time alone: whether they are raised depends on the machine.
    private static final Set<String> BY_TIME =
            Set.of("lock/blocks-reads", "lock/blocks-writes", "lock/holds-rows");

    private static final boolean FULL = Boolean.getBoolean("slipway.full");
    private static final int NEWEST = 18;

    private final int major;
    private final Copies copies;
    private final Copies.Copy base;

    private HazardServer(int major, Copies copies, Copies.Copy base) {
        this.major = major;
        this.copies = copies;
        this.base = base;
    }

    static HazardServer of(int major, Path folder) throws IOException, SQLException {
        var copies = Copies.on(major, Files.createDirectory(folder));
        return new HazardServer(major, copies, copies.copy(HazardCases.BASE));
    }

    /// Those that its version knows. On all but the newest server only each third of those that
    /// hold there too, unless `-Dslipway.full` is set.
    List<HazardCase> cases() {
        return HazardCases.ALL.stream()
                .filter(one -> one.holdsOn(major))
                .filter(one ->
                        FULL || major == NEWEST || !one.holdsOn(NEWEST) || one.row() % 3 == 0)
                .toList();
    }

    /// A database as the case finds it, with the case as the one pending migration.
    Copies.Copy prepared(HazardCase one) throws IOException, SQLException {
        var copy = copies.again(base);
        for (var sql : one.setup()) {
            copy.tell(sql);
        }
        return copy.write(
                "2_case.sql", (one.alone() ? "-- no-transaction\n" : "") + one.sql() + ";");
    }

    /// The same data for whoever wants to see for himself.
    DatabaseUrl twin(Copies.Copy copy) throws SQLException {
        return copies.twin(copy.url());
    }

    static SortedSet<String> rules(RehearsalResult result) {
        var rules = new TreeSet<String>();
        findings(result).stream().map(Finding::rule).forEach(rules::add);
        return rules;
    }

    static List<Finding> findings(RehearsalResult result) {
        return RehearsalFindings.of(result).all().stream()
                .filter(finding -> !BY_TIME.contains(finding.rule()))
                .toList();
    }

    @Override
    public void close() {
        copies.close();
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major;
    }
}
