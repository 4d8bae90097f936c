package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;

/// One try at one script: its statements and what is written of them.
///
/// A script that runs in one transaction has its rows written in it. The transaction is begun and
/// ended in SQL, so that a file which ends it by itself is seen by the connection's transaction
/// status and goes on as it was written. What runs outside one transaction runs statement by
/// statement, each in a transaction of its own together with the note that it is done; only what
/// the server refuses to run in a transaction runs outside any.
final class Attempt {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /// What the server answers to a statement that must not stand in a transaction: at its start,
    /// or where a procedure commits.
    private static final Set<String> NEEDS_NO_TRANSACTION = Set.of("25001", "2D000");

    private static final Set<String> COMMITS = Set.of("commit", "end");

    /// What begins a transaction or changes the session, and so is not wrapped in a transaction.
    private static final Set<String> OF_THE_SESSION = Set.of("begin", "start", "set", "reset");

    private final Connection connection;
    private final Listener listener;
    private final Migration migration;
    private final Script script;
    private final Recording recording;
    private final Duration lockTimeout;
    private final List<Statement> statements;
    private final long began = System.nanoTime();

    /// How many statements are finished for good.
    private int done;

    /// Whether the statement after those may have run, outside a transaction, before we were
    /// killed.
    private boolean uncertain;

    private Optional<Statement> current = Optional.empty();
    private boolean recorded;
    private boolean committing;
    private boolean tracked;
    private boolean alone;

    Attempt(
            Connection connection,
            Listener listener,
            Migration migration,
            Script script,
            Recording recording,
            Optional<Progress> progress,
            Duration lockTimeout) {
        this.connection = connection;
        this.listener = listener;
        this.migration = migration;
        this.script = script;
        this.recording = recording;
        this.lockTimeout = lockTimeout;
        this.statements = script.statements();
        this.done = progress.map(Progress::done).orElse(0);
        this.uncertain = progress.map(Progress::alone).orElse(false);
        this.tracked = progress.isPresent();
    }

    /// How the attempt ended.
    sealed interface Result {

        record Committed(Duration took) implements Result {}

        /// A lock could not be had in time, and everything after `progress` was undone.
        record GaveWay(Statement statement, Optional<Progress> progress) implements Result {}

        /// @param line in the file
        record Failed(int line, String error, String hint) implements Result {}
    }

    Result run() {
        try {
            listener.migrationBegins(migration, connection);
            restoreSession();
            if (script.transactional() && done == 0) {
                begin();
            }
            for (int i = done; i < statements.size(); i++) {
                step(i);
            }
            finish();
            return new Result.Committed(took());
        } catch (SQLException e) {
            return ended(e);
        }
    }

    /// What the finished part of a script set for its session, a new session must set again.
    private void restoreSession() throws SQLException {
        for (var statement : statements.subList(0, done)) {
            if (firstWord(statement).equals("set")) {
                execute(statement.sql());
            }
        }
    }

    private void step(int index) throws SQLException {
        var statement = statements.get(index);
        current = Optional.of(statement);
        if (inTransaction()) {
            inside(index, statement);
        } else if (OF_THE_SESSION.contains(firstWord(statement))) {
            run(statement);
        } else {
            apart(index, statement);
        }
        current = Optional.empty();
    }

    /// In the transaction that is open. Where the file ends it by itself, what was done so far is
    /// written in it, so that it is known if we are killed right after.
    private void inside(int index, Statement statement) throws SQLException {
        boolean commits = COMMITS.contains(firstWord(statement));
        if (commits) {
            write(index);
        }
        run(statement);
        if (commits && !inTransaction()) {
            done = index + 1;
        }
    }

    /// In a transaction of its own, if the server allows that.
    private void apart(int index, Statement statement) throws SQLException {
        try {
            begin();
            run(statement);
        } catch (SQLException e) {
            if (!NEEDS_NO_TRANSACTION.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            rollback();
            alone(index, statement);
            return;
        }
        write(index);
        commit();
        done = index + 1;
    }

    /// Outside any transaction, and without a bound on locks: a concurrent index build that gives
    /// up leaves an invalid index.
    private void alone(int index, Statement statement) throws SQLException {
        Write.send(connection, recording.begins());
        Write.send(connection, recording.progress(index, true, List.of(), Optional.empty()));
        tracked = true;
        alone = true;
        execute("set lock_timeout = 0");
        run(statement);
        begin();
        write(index);
        commit();
        done = index + 1;
        alone = false;
    }

    /// Writes that the statement at `index`, and with the last one the script, is finished.
    private void write(int index) throws SQLException {
        if (index == statements.size() - 1) {
            Write.send(connection, recording.finished(took(), !tracked));
            recorded = true;
        } else {
            Write.send(
                    connection, recording.progress(index + 1, false, List.of(), Optional.empty()));
            tracked = true;
        }
    }

    private void finish() throws SQLException {
        if (!recorded) {
            var writes = new ArrayList<Write>();
            if (!inTransaction()) {
                writes.add(Write.of("begin"));
            }
            writes.addAll(recording.finished(took(), !tracked));
            writes.add(Write.of("commit"));
            committing = true;
            Write.send(connection, writes);
            committing = false;
        } else if (inTransaction()) {
            commit();
        }
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void run(Statement statement) throws SQLException {
        listener.statementBegins(migration, statement, connection);
        var ran = ran(statement);
        listener.statementEnds(migration, statement, ran, connection);
    }

    private Listener.Ran ran(Statement statement) throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            long start = System.nanoTime();
            long rows = CopyData.execute(jdbc, statement);
            var took = Duration.ofNanos(System.nanoTime() - start);
            return new Listener.Ran(took, Math.max(0, rows), notices(jdbc.getWarnings()));
        }
    }

    private static List<String> notices(@Nullable SQLWarning first) {
        var notices = new ArrayList<String>();
        for (var warning = first; warning != null; warning = warning.getNextWarning()) {
            notices.add(String.valueOf(warning.getMessage()));
        }
        return notices;
    }

    private void begin() throws SQLException {
        execute("begin; set local lock_timeout = " + lockTimeout.toMillis());
    }

    private void commit() throws SQLException {
        committing = true;
        execute("commit");
        committing = false;
    }

    private void rollback() throws SQLException {
        if (inTransaction()) {
            execute("rollback");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.execute(sql);
        }
    }

    private boolean inTransaction() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                != TransactionState.IDLE;
    }

    private static String firstWord(Statement statement) {
        return statement.firstWord().toLowerCase(Locale.ROOT);
    }

    private Result ended(SQLException e) {
        boolean gaveWay =
                LOCK_NOT_AVAILABLE.equals(e.getSQLState()) && !alone && current.isPresent();
        undo();
        if (gaveWay) {
            return new Result.GaveWay(current.get(), progress());
        }
        var error = serverWords(e);
        note(error);
        int line = current.map(statement -> statement.lineAt(position(e))).orElse(1);
        return new Result.Failed(line, error, hint());
    }

    private Optional<Progress> progress() {
        return done == 0
                ? Optional.empty()
                : Optional.of(
                        new Progress(
                                Progress.Direction.UP,
                                Recording.fingerprint(script),
                                done,
                                false,
                                List.of(),
                                Optional.empty()));
    }

    private void undo() {
        try {
            if (!connection.isClosed()) {
                rollback();
            }
        } catch (SQLException broken) {
            // The connection is gone, and its transaction with it.
        }
    }

    /// Writes what went wrong, as far as it still can be written: the outcome is told anyway.
    private void note(String error) {
        try {
            if (!connection.isClosed()) {
                var writes = new ArrayList<Write>();
                if (done > 0 || alone) {
                    writes.addAll(recording.failed(took()));
                }
                writes.addAll(recording.progress(done, alone, List.of(), Optional.of(error)));
                Write.send(connection, writes);
            }
        } catch (SQLException broken) {
            // Whoever looks next finds what was there before.
        }
    }

    private String hint() {
        if (committing) {
            return "the connection broke while it was committing, so whether the migration is applied"
                    + " is not known: run it again, which finds out";
        }
        if (done == 0 && !alone) {
            return "the migration was undone and nothing of it is left: correct it and run again";
        }
        return done
                + " of its "
                + statements.size()
                + " statements are done, and what follows runs outside a transaction: correct the cause"
                + " and run again, which goes on where it stopped";
    }

    private static String serverWords(SQLException e) {
        if (e instanceof PSQLException server && server.getServerErrorMessage() != null) {
            var message = server.getServerErrorMessage();
            var detail = Optional.ofNullable(message.getDetail()).map(d -> " (" + d + ")");
            return message.getMessage() + detail.orElse("") + " [" + e.getSQLState() + "]";
        }
        return String.valueOf(e.getMessage());
    }

    private static int position(SQLException e) {
        return e instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getPosition()
                : 0;
    }
}
