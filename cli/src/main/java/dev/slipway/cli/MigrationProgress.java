package dev.slipway.cli;

import dev.slipway.migrate.Applied;
import dev.slipway.migrate.Blocker;
import dev.slipway.migrate.Holder;
import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/// Tells on a terminal what a migration is doing; waits are told anywhere, since they look like a
/// program that hangs.
final class MigrationProgress implements Listener, AutoCloseable {

    private static final Duration TELL_AGAIN = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofSeconds(-30);

    private final PrintWriter err;
    private final Terminal terminal;
    private final LiveLine live;
    private TimeLeft timeLeft = new TimeLeft();

    /// What a statement waited for others when that was printed last, or less than nothing.
    private Duration told = NEVER;

    /// What runs now, or ran last and was not seen to end.
    private volatile Optional<Running> running = Optional.empty();

    private volatile boolean stopping;

    private record Running(String place, Connection connection) {}

    MigrationProgress(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.terminal = terminal;
        this.live = new LiveLine(terminal, err);
    }

    /// Stops the statement that runs and lets no other begin, from another thread.
    ///
    /// @return whether one was stopped
    boolean stop() {
        stopping = true;
        live.end();
        var now = running;
        err.println(
                "slipway: it was told to end, and "
                        + now.map(one -> "stops what runs at " + one.place())
                                .orElse("begins nothing more")
                        + ": slipway db status says where the database stands");
        now.map(Running::connection).ifPresent(MigrationProgress::cancel);
        return now.isPresent();
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException broken) {
            // The server ends it when it finds that this process is gone.
        }
    }

    @Override
    public void statementBegins(Migration migration, Statement statement, Connection connection)
            throws SQLException {
        running = Optional.of(new Running(place(migration, statement), connection));
        if (stopping) {
            throw new SQLException("the process was told to end");
        }
        timeLeft = new TimeLeft();
        told = NEVER;
        live.begin(place(migration, statement));
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection) {
        running = Optional.empty();
        live.end();
    }

    @Override
    public void advances(Migration migration, Statement statement, Advance advance) {
        live.change(words(advance));
    }

    private String words(Advance advance) {
        var words = new StringBuilder(advance.doing());
        if (!advance.of().isEmpty()) {
            words.append(' ').append(advance.of());
        }
        var phase = advance.phase().replace(advance.doing(), "").replaceFirst("^: ", "");
        if (!phase.isEmpty()) {
            words.append(", ").append(phase);
        }
        if (advance.total() > 0) {
            words.append(' ').append(advance.done() * 100 / advance.total()).append(" %");
        }
        timeLeft.after(advance)
                .ifPresent(left -> words.append(" · about ").append(words(left)).append(" left"));
        return words.toString();
    }

    private static String words(Duration time) {
        return time.toMinutes() >= 2 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    @Override
    public void migrationEnds(Applied applied) {
        if (terminal.err()) {
            print(
                    terminal.errInk()
                            .faint(
                                    "applied "
                                            + applied.migration().file()
                                            + "  "
                                            + applied.took().toMillis()
                                            + " ms"));
        }
    }

    @Override
    public void waitsForMigrationLock(Holder holder, Duration waited) {
        print(
                "waiting for the migration lock for "
                        + waited.toSeconds()
                        + " s; it is held by "
                        + holder);
    }

    @Override
    public void givesWay(
            Migration migration, Statement statement, Duration pause, List<Blocker> blockers) {
        running = Optional.empty();
        print(
                place(migration, statement)
                        + " cannot have its locks; trying again in "
                        + (pause.toSeconds() < 1 ? pause.toMillis() + " ms" : words(pause)));
        blockers.forEach(blocker -> print("  it is held up by " + blocker));
        live.end();
    }

    @Override
    public void waitsForOthers(
            Migration migration, Statement statement, List<Blocker> blockers, Duration waited) {
        if (waited.minus(told).compareTo(TELL_AGAIN) >= 0) {
            told = waited;
            print(
                    place(migration, statement)
                            + " has waited "
                            + waited.toSeconds()
                            + " s for others to end their transactions");
            blockers.forEach(blocker -> print("  it is held up by " + blocker));
        }
    }

    private static String place(Migration migration, Statement statement) {
        return migration.file() + ":" + statement.line();
    }

    private void print(String line) {
        live.clear();
        err.println(line);
        live.draw();
    }

    /// Wipes what is drawn, so that the outcome can be printed.
    void end() {
        live.end();
    }

    @Override
    public void close() {
        live.close();
    }
}
