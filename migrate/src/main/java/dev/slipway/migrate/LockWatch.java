package dev.slipway.migrate;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Watches the statement that runs, from the session that holds the migration lock, and stops it
/// when its transaction has waited long enough for locks.
///
/// The server bounds each wait and not their sum. Only a statement that is still running is
/// stopped: it cannot end while this is being done, and when it is done the server's process has
/// been told, so that no later statement and no commit is hit. The thread ends with the connection.
final class LockWatch {

    private static final long TICK_MS = 10;

    /// A statement outside a transaction stands in nobody's way for long.
    private static final long SLOW_TICK_MS = 100;

    private final Bystander bystander;
    private final Listener listener;
    private @Nullable Watched current;
    private @Nullable RuntimeException thrown;

    LockWatch(Bystander bystander, Listener listener) {
        this.bystander = bystander;
        this.listener = listener;
        var thread = new Thread(this::watch, "slipway lock watch");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void begins(Watched statement) {
        current = statement;
    }

    /// What a listener threw meanwhile is for the thread that migrates to throw.
    synchronized Optional<RuntimeException> ends() {
        if (current != null) {
            current.ended();
            current = null;
        }
        var late = Optional.ofNullable(thrown);
        thrown = null;
        return late;
    }

    private synchronized Optional<Watched> current() {
        return Optional.ofNullable(current).filter(Watched::worthWatching);
    }

    private void watch() {
        try {
            while (!bystander.gone()) {
                var statement = current();
                if (statement.isPresent()) {
                    look(statement.get());
                }
                Thread.sleep(statement.map(Watched::alone).orElse(false) ? SLOW_TICK_MS : TICK_MS);
            }
        } catch (SQLException | InterruptedException e) {
            // The migration lock is lost with this session, which is noticed where it is needed.
        }
    }

    private void look(Watched statement) throws SQLException {
        boolean waits = bystander.waits();
        var blockers = List.<Blocker>of();
        if (waits && statement.mayAskForBlockers()) {
            statement.askedForBlockers();
            blockers = bystander.blockers();
        }
        var advance =
                !waits && statement.mayTell()
                        ? bystander.advance(statement.running())
                        : Optional.<Listener.Advance>empty();
        saw(statement, waits, blockers, advance);
    }

    private synchronized void saw(
            Watched statement,
            boolean waits,
            List<Blocker> blockers,
            Optional<Listener.Advance> advance)
            throws SQLException {
        if (current != statement) {
            return;
        }
        statement.saw(waits);
        statement.waits().blockedBy(blockers);
        if (waits && statement.waits().usedUp() && !statement.waits().cancelled()) {
            statement.waits().cancelled(true);
            bystander.cancel();
        } else if (statement.mayTell()) {
            tell(statement, waits, advance);
        }
    }

    private void tell(Watched statement, boolean waits, Optional<Listener.Advance> advance) {
        statement.told();
        try {
            if (waits && statement.alone()) {
                listener.waitsForOthers(
                        statement.migration(),
                        statement.statement(),
                        statement.waits().blockers(),
                        statement.waits().used());
            }
            advance.ifPresent(
                    far -> listener.advances(statement.migration(), statement.statement(), far));
        } catch (RuntimeException e) {
            thrown = e;
        }
    }
}
