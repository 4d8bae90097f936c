package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Script;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Write;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One try at one script: which of its statements run in which transaction, and what is written of
/// them there.
///
/// A script that runs in one transaction has its rows written in it; a file that ends it by itself
/// goes on as it was written. What runs outside one transaction runs statement by statement, each
/// in a transaction of its own together with the note that it is done; only what the server refuses
/// to run in a transaction runs outside any.
final class Attempt {

    /// What the server answers to a statement that must not stand in a transaction: at its start,
    /// or where a procedure commits.
    private static final Set<String> NEEDS_NO_TRANSACTION = Set.of("25001", "2D000");

    private static final Set<String> COMMITS = Set.of("commit", "end");

    /// What begins a transaction or changes the session, and so is not wrapped in a transaction.
    private static final Set<String> OF_THE_SESSION = Set.of("begin", "start", "set", "reset");

    /// What changes the session and nothing else.
    private static final Pattern SETS =
            Pattern.compile(
                    "(re)?set\\b.*|select\\s+(pg_catalog\\s*\\.\\s*)?set_config\\s*\\(.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Session session;
    private final Script script;
    private final Recording recording;
    private final Optional<Progress> begun;
    private final boolean transactional;
    private final List<Statement> statements;
    private final long began = System.nanoTime();

    /// How many statements are finished for good.
    private int done;

    private Optional<Statement> current = Optional.empty();
    private boolean recorded;
    private boolean tracked;

    /// What runs outside any transaction now.
    private Optional<LoneStatement> lone = Optional.empty();

    /// @param begun how far an earlier attempt or run came
    Attempt(Session session, Script script, Recording recording, Optional<Progress> begun) {
        this.session = session;
        this.script = script;
        this.recording = recording;
        this.begun = begun;
        // Each takes a long script apart, so that the order decides whether it is held twice.
        this.transactional = script.transactional();
        this.statements = script.statements();
        this.done = begun.map(Progress::done).orElse(0);
        this.tracked = begun.isPresent();
    }

    /// How the attempt ended.
    sealed interface Result {

        record Committed(Duration took) implements Result {}

        /// Its locks could not be had in time, and everything after `progress` was undone.
        record GaveWay(Statement statement, List<Blocker> blockers, Optional<Progress> progress)
                implements Result {}

        record Failed(Spot at, String error, String hint) implements Result {}
    }

    Result run() {
        try {
            session.migrationBegins();
            restoreSession();
            if (transactional && done == 0) {
                session.begin();
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
            if (SETS.matcher(statement.sql()).matches()) {
                session.repeat(statement);
            }
        }
    }

    private void step(int index) throws SQLException {
        var statement = statements.get(index);
        current = Optional.of(statement);
        if (session.inTransaction()) {
            inside(index, statement);
        } else if (OF_THE_SESSION.contains(firstWord(statement))) {
            session.run(statement);
            adoptTransaction();
        } else {
            apart(index, statement);
        }
    }

    /// In the transaction that is open. Where the file ends it by itself, what was done so far is
    /// written in it, so that it is known if we are killed right after.
    private void inside(int index, Statement statement) throws SQLException {
        boolean commits = COMMITS.contains(firstWord(statement));
        if (commits) {
            write(index);
        }
        session.run(statement);
        if (commits) {
            done = index + 1;
            adoptTransaction();
        }
    }

    /// The file may begin a transaction, or go on in a new one after a commit.
    private void adoptTransaction() throws SQLException {
        if (session.inTransaction()) {
            session.adopt();
        }
    }

    /// In a transaction of its own, if the server allows that.
    private void apart(int index, Statement statement) throws SQLException {
        try {
            session.begin();
            session.run(statement);
        } catch (SQLException e) {
            if (!NEEDS_NO_TRANSACTION.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            session.rollback();
            alone(index, statement);
            return;
        }
        write(index);
        session.commit();
        done = index + 1;
    }

    private void alone(int index, Statement statement) throws SQLException {
        var earlier = begun.filter(known -> known.alone() && known.done() == index);
        var running = new LoneStatement(session, statement, earlier.map(Progress::indexes));
        lone = Optional.of(running);
        var about = new ArrayList<>(recording.begins());
        about.addAll(recording.progress(index, true, running.before(), Optional.empty()));
        session.send(about);
        tracked = true;
        running.clear();
        running.run();
        session.begin();
        write(index);
        session.commit();
        done = index + 1;
        lone = Optional.empty();
    }

    /// Writes that the statement at `index`, and with the last one the script, is finished.
    private void write(int index) throws SQLException {
        if (index == statements.size() - 1) {
            session.send(recording.finished(took(), !tracked));
            recorded = true;
        } else {
            session.send(recording.progress(index + 1, false, List.of(), Optional.empty()));
            tracked = true;
        }
    }

    private void finish() throws SQLException {
        if (!recorded) {
            session.commit(recording.finished(took(), !tracked));
        } else if (session.inTransaction()) {
            session.commit();
        }
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static String firstWord(Statement statement) {
        return statement.firstWord().toLowerCase(Locale.ROOT);
    }

    private Result ended(SQLException e) {
        undo();
        if (e instanceof WaitedTooLong late
                && current.isPresent()
                && lone.map(LoneStatement::mayGiveWay).orElse(true)) {
            return new Result.GaveWay(current.get(), late.blockers(), progress());
        }
        var error = Failure.words(e);
        note(error);
        var at =
                current.map(statement -> Spot.of(script.text(), statement, Failure.position(e)))
                        .orElse(Spot.line(1));
        return new Result.Failed(at, error, hint(e));
    }

    /// Where the next attempt begins: where this one did, unless something was finished for good.
    private Optional<Progress> progress() {
        if (lone.isEmpty() && done == begun.map(Progress::done).orElse(0)) {
            return begun;
        }
        return Optional.of(
                new Progress(
                        recording.direction(),
                        Recording.fingerprint(script),
                        done,
                        lone.isPresent(),
                        lone.map(LoneStatement::before).orElse(List.of()),
                        Optional.empty()));
    }

    private void undo() {
        try {
            if (!session.isClosed()) {
                session.rollback();
            }
        } catch (SQLException broken) {
            // The connection is gone, and its transaction with it.
        }
    }

    /// Writes what went wrong, as far as it still can be written: the outcome is told anyway.
    private void note(String error) {
        try {
            if (!session.isClosed()) {
                var writes = new ArrayList<Write>();
                if (done > 0 || lone.isPresent()) {
                    writes.addAll(recording.failed(took()));
                }
                writes.addAll(
                        recording.progress(
                                done,
                                lone.isPresent(),
                                lone.map(LoneStatement::before).orElse(List.of()),
                                Optional.of(error)));
                session.send(writes);
            }
        } catch (SQLException broken) {
            // Whoever looks next finds what was there before.
        }
    }

    /// A commit that was answered with an error has undone everything.
    private boolean brokeWhileCommitting() {
        try {
            return session.committing() && session.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private String hint(SQLException e) {
        if (brokeWhileCommitting()) {
            return "the connection broke while it was committing, so whether the migration is applied"
                    + " is not known: run it again, which finds out";
        }
        if (done == 0 && lone.isEmpty()) {
            return undone() + remedy(e) + " and run again";
        }
        var how =
                done + " of its " + statements.size() + " statements " + (done == 1 ? "is" : "are");
        return recording.remembers()
                ? how
                        + " done, and what follows runs outside a transaction: "
                        + remedy(e)
                        + " and run again, which goes on where it stopped"
                : how
                        + " done for good, and where the schema slipway is off that is not remembered:"
                        + " take that back by hand, "
                        + remedy(e)
                        + " and run again, which begins at the first statement";
    }

    /// An earlier run of a file that commits by itself may have left more than this one shows.
    private String undone() {
        return recording.remembers() || (transactional && !commits())
                ? "the migration was undone and nothing of it is left: "
                : "this run left nothing of it, but the file commits by itself, and where the schema"
                        + " slipway is off it is not remembered what an earlier run of it finished:"
                        + " see what is there already, ";
    }

    private boolean commits() {
        return statements.stream().anyMatch(statement -> COMMITS.contains(firstWord(statement)));
    }

    private String remedy(SQLException e) {
        if (e instanceof WaitedTooLong) {
            return "end what it waits for, or let it wait longer with --wait-old-transactions,";
        }
        if (Failure.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return "see with slipway db verify what the role lacks, grant it";
        }
        if (done == 0 && lone.isEmpty()) {
            return "25001".equals(e.getSQLState())
                    ? "put this statement into a file of its own that runs without a transaction, as"
                            + " its tool writes that,"
                    : "correct it";
        }
        return "correct the cause";
    }
}
