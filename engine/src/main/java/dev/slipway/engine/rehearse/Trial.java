package dev.slipway.engine.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// A statement of a file without a transaction, tried in one that is undone: what keeps its locks
/// long enough to be read.
///
/// A query or a change of rows is only planned, which takes the locks on its tables. Anything else
/// is run, and so runs twice in all.
record Trial(Connection migrating, Observer observer, int pid) {

    private static final String SYNTAX_ERROR = "42601";

    /// In a transaction, and a transaction of its own in a procedure: not allowed.
    private static final Set<String> REFUSES_TRANSACTIONS = Set.of("25001", "2D000");

    /// The locks, or empty when the server refuses to run the statement in a transaction. None when
    /// it fails: the real run will say so.
    Optional<Set<Lock>> locks(String sql) throws SQLException {
        execute("begin");
        try {
            if (!explained(sql)) {
                execute(sql);
            }
            return Optional.of(observer.locks(pid));
        } catch (SQLException e) {
            return REFUSES_TRANSACTIONS.contains(String.valueOf(e.getSQLState()))
                    ? Optional.empty()
                    : Optional.of(Set.of());
        } finally {
            execute("rollback");
        }
    }

    /// Whether the server knows how to plan it without running it.
    private boolean explained(String sql) throws SQLException {
        execute("savepoint slipway_trial");
        try {
            execute("explain (verbose off) " + sql);
            return true;
        } catch (SQLException e) {
            if (!SYNTAX_ERROR.equals(e.getSQLState())) {
                throw e;
            }
            execute("rollback to savepoint slipway_trial");
            return false;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = migrating.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
