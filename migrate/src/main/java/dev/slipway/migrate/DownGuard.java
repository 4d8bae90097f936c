package dev.slipway.migrate;

import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Watches a down script that is to destroy nothing, and ends it before it does.
///
/// What held no data when it was counted is locked against writers and probed again: a probe ends
/// at the first row. What the trial did not show must not happen at all.
final class DownGuard implements Listener {

    private static final String LOCK = "lock table %s in share row exclusive mode";

    private static final String PROBE = "select exists (select from %s where %s)";

    private final Listener told;
    private final HistoryTable history;
    private final boolean wholeScript;
    private final List<Lost> empty;
    private final List<Loss> found = new ArrayList<>();
    private Optional<Destruction> began = Optional.empty();

    /// @param empty what the script destroys and what holds no data
    DownGuard(Listener told, HistoryTable history, Script script, List<Lost> empty) {
        this.told = told;
        this.history = history;
        this.wholeScript = script.transactional();
        this.empty = List.copyOf(empty);
    }

    /// What holds data after all, with how many rows are known to: at least those.
    List<Loss> found() {
        return found;
    }

    @Override
    public void migrationBegins(Migration migration, Connection connection) throws SQLException {
        began = Optional.empty();
        found.clear();
        told.migrationBegins(migration, connection);
    }

    @Override
    public void statementBegins(Migration migration, Statement statement, Connection connection)
            throws SQLException {
        if (began.isEmpty() && Destruction.inTransaction(connection)) {
            probe(connection);
            began = Optional.of(Destruction.from(connection, history));
        }
        told.statementBegins(migration, statement, connection);
    }

    private void probe(Connection connection) throws SQLException {
        var now = Catalogue.read(connection, history);
        for (var lost : empty) {
            if (now.holds(lost)) {
                probe(connection, lost);
            }
        }
        stopIfFound();
    }

    private void probe(Connection connection, Lost lost) throws SQLException {
        try (var query = connection.createStatement()) {
            query.execute(LOCK.formatted(Lost.quoted(lost.table())));
            var question = PROBE.formatted(Lost.rowsOf(lost.table()), lost.condition());
            try (var row = query.executeQuery(question)) {
                row.next();
                if (row.getBoolean(1)) {
                    found.add(lost.counted(1));
                }
            }
        }
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {
        told.statementEnds(migration, statement, ran, connection);
        if (began.isPresent()) {
            for (var lost : began.get().seenBy(connection)) {
                if (empty.stream().noneMatch(lost::isSame)) {
                    found.add(lost.counted(lost.rows().orElse(1L)));
                }
            }
            stopIfFound();
        }
        if (!wholeScript) {
            began = Optional.empty();
        }
    }

    private void stopIfFound() throws SQLException {
        if (!found.isEmpty()) {
            throw new SQLException("it would destroy data that came meanwhile");
        }
    }

    @Override
    public void givesWay(
            Migration migration, Statement statement, Duration pause, List<Blocker> blockers) {
        told.givesWay(migration, statement, pause, blockers);
    }

    @Override
    public void waitsForOthers(
            Migration migration, Statement statement, List<Blocker> blockers, Duration waited) {
        told.waitsForOthers(migration, statement, blockers, waited);
    }
}
