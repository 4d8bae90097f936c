package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where a migrator works, and how patiently.
///
/// @param longestWait for the migration lock
/// @param limits of waits for locks of the database
record Terms(
        Target target,
        OutOfOrder outOfOrder,
        Duration longestWait,
        Limits limits,
        Listener listener) {

    /// What is done under the migration lock, on what a look under it showed.
    interface Task<R> {
        R run(Connection work, Look now, MigrationLock lock) throws SQLException;
    }

    Look look(Connection work) throws SQLException {
        return target.look(work, outOfOrder);
    }

    /// Connects, takes the migration lock and does `task`.
    ///
    /// @param doing what to say was attempted, should the database break off
    /// @param held what it comes to if somebody else holds the lock
    <R> R underLock(String doing, Task<R> task, Function<Optional<Holder>, R> held) {
        return connected(
                doing, work -> underLock(work, look(work), "nothing was changed", task, held));
    }

    /// Takes the migration lock and does `task`. The lock goes away with its session, however this
    /// ends.
    ///
    /// @param unable what to say came of it where nothing can be written
    <R> R underLock(
            Connection work,
            Look first,
            String unable,
            Task<R> task,
            Function<Optional<Holder>, R> held)
            throws SQLException {
        first.around()
                .readOnly()
                .ifPresent(why -> {
                    throw new MigrateException(unable + ": " + why);
                });
        long began = System.nanoTime();
        try (var session = target.connectForLock()) {
            var result = MigrationLock.acquire(session, first.lockIds(), longestWait, listener);
            if (result instanceof MigrationLock.Result.Refused refused) {
                return held.apply(refused.holder());
            }
            return alone(work, first, began) instanceof MigrationLock.Result.Refused refused
                    ? held.apply(refused.holder())
                    : task.run(work, look(work), ((MigrationLock.Result.Held) result).lock());
        }
    }

    /// Waits for what the server still does for a process that was killed: it finishes the message
    /// that it was sent, though the migration lock went with the process.
    private MigrationLock.Result alone(Connection work, Look first, long began)
            throws SQLException {
        var left = longestWait.minusNanos(System.nanoTime() - began);
        return MigrationLock.acquire(work, List.of(first.workLockId()), left, listener);
    }

    /// What is done on a connection of its own.
    interface Question<R> {
        R ask(Connection work) throws SQLException;
    }

    <R> R connected(String doing, Question<R> question) {
        try (var work = target.connect()) {
            return question.ask(work);
        } catch (SQLException e) {
            throw MigrateException.failed(doing + " " + target, e);
        }
    }

    /// Runs scripts as these terms say.
    Patience patience(Connection work, Look look, MigrationLock lock) throws SQLException {
        return new Patience(work, look.around().pid(), lock, listener, limits);
    }
}
