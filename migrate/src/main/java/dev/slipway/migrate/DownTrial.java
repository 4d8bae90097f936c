package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Runs a down script in a transaction that is rolled back, to see what it destroys.
///
/// It listens to the run and ends it, after the last statement and before anything is committed.
final class DownTrial implements Listener {

    /// What would end the transaction, and so could not be rolled back.
    private static final Set<String> ENDS_TRANSACTION =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "prepare");

    /// An index holds no data; built or dropped concurrently, it cannot be tried.
    private static final Pattern INDEX_ALONE =
            Pattern.compile(
                    "(create\\s+(unique\\s+)?index\\s+concurrently|drop\\s+index\\s+concurrently"
                            + "|reindex)\\b.*",
                    Pattern.DOTALL);

    private final Listener told;
    private final HistoryTable history;
    private final Statement last;
    private Optional<Destruction> began = Optional.empty();
    private Optional<List<Lost>> seen = Optional.empty();

    private DownTrial(Listener told, HistoryTable history, Statement last) {
        this.told = told;
        this.history = history;
        this.last = last;
    }

    /// What a trial showed.
    sealed interface Result {

        /// What it destroys, whether or not there is data in it.
        record Seen(List<Lost> lost) implements Result {}

        /// It fails in a transaction, which is how it runs.
        ///
        /// @param line in the file
        record Failed(int line, String error, String hint) implements Result {}

        /// It does not run in one transaction, so what it destroys cannot be seen before.
        record Untried(String why) implements Result {}
    }

    static Result of(DownStep step, Patience patience, Listener told, HistoryTable history) {
        var script = step.script();
        var statements =
                script.statements().stream()
                        .skip(step.begun().map(Progress::done).orElse(0))
                        .filter(one -> script.transactional() || !isIndexAlone(one))
                        .toList();
        var ending = statements.stream().filter(DownTrial::endsTransaction).findFirst();
        if (ending.isPresent()) {
            return new Result.Untried(
                    "line " + ending.get().line() + " begins or ends a transaction by itself");
        }
        if (statements.isEmpty()) {
            return new Result.Seen(List.of());
        }
        var last = statements.get(statements.size() - 1);
        var trial = new DownTrial(told, history, last);
        return trial.run(step, script.inOneTransaction(statements), patience);
    }

    private Result run(DownStep step, Script whole, Patience patience) {
        var ended =
                patience.telling(this)
                        .run(step.migration(), whole, Recording.NONE, Optional.empty());
        if (seen.isPresent()) {
            return new Result.Seen(seen.get());
        }
        var failed = (Patience.Result.Failed) ended;
        return step.script().transactional()
                ? new Result.Failed(failed.at().line(), failed.error(), failed.hint())
                : new Result.Untried(
                        "line "
                                + failed.at().line()
                                + " fails in one transaction: "
                                + failed.error());
    }

    private static boolean isIndexAlone(Statement statement) {
        return parts(statement).stream()
                .allMatch(
                        part -> INDEX_ALONE.matcher(part.sql().toLowerCase(Locale.ROOT)).matches());
    }

    private static boolean endsTransaction(Statement statement) {
        return parts(statement).stream()
                .anyMatch(part ->
                        ENDS_TRANSACTION.contains(part.firstWord().toLowerCase(Locale.ROOT)));
    }

    /// What a tool sends as one statement may hold several.
    private static List<Statement> parts(Statement statement) {
        return Statements.split(statement.sql());
    }

    @Override
    public void migrationBegins(Migration migration, Connection connection) {
        began = Optional.empty();
    }

    @Override
    public void statementBegins(Migration migration, Statement statement, Connection connection)
            throws SQLException {
        if (began.isEmpty()) {
            began = Optional.of(Destruction.from(connection, history));
        }
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {
        if (statement.equals(last) && began.isPresent()) {
            checkConstraints(connection);
            seen = Optional.of(began.get().seenBy(connection));
            throw new SQLException("it was only tried");
        }
    }

    /// What would wait for the commit fails, or deletes, now.
    private static void checkConstraints(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set constraints all immediate");
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
