package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Is told how `migrate` gets on, on the thread that migrates; while a statement runs, on the one
/// that watches it. Never on both at once.
///
/// The connection that a method is given is the migrating one: what is asked on it is asked inside
/// the migration's own transaction, and an exception ends the migration.
public interface Listener {

    /// Hears nothing.
    Listener NONE = new Listener() {};

    /// Before the transaction of a migration begins; again before every further attempt at it.
    default void migrationBegins(Migration migration, Connection connection) throws SQLException {}

    default void statementBegins(Migration migration, Statement statement, Connection connection)
            throws SQLException {}

    /// After a statement succeeded; its locks are still held if the migration is transactional.
    default void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection)
            throws SQLException {}

    /// After the migration and its history row are committed.
    default void migrationEnds(Applied applied) {}

    /// Somebody else holds the migration lock; told again about every second.
    default void waitsForMigrationLock(Holder holder, Duration waited) {}

    /// The locks of the database could not be had in time: the attempt was undone, and the next one
    /// begins after `pause`.
    ///
    /// @param blockers who held them, as far as that was seen
    default void givesWay(
            Migration migration, Statement statement, Duration pause, List<Blocker> blockers) {}

    /// A statement that cannot run in a transaction waits for others to end theirs; told again
    /// about every second.
    default void waitsForOthers(
            Migration migration, Statement statement, List<Blocker> blockers, Duration waited) {}

    /// How far a long statement is, about every second, if the server counts that.
    default void advances(Migration migration, Statement statement, Advance advance) {}

    /// How one statement ran.
    ///
    /// @param rows changed, or 0 if the statement changes none
    /// @param notices what the server said, in order
    record Ran(Duration took, long rows, List<String> notices) {
        public Ran {
            notices = List.copyOf(notices);
        }
    }

    /// How far a statement is that runs.
    ///
    /// @param doing such as `building index`
    /// @param of what, such as the index's name; empty if nobody else can see it yet
    /// @param phase in the server's words; each counts from the start
    /// @param done of `total`, which is 0 where the phase does not count
    /// @param running how long the statement runs already
    record Advance(
            String doing, String of, String phase, long done, long total, Duration running) {}
}
