package dev.slipway.engine.rehearse;

import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A statement that has run, while it is not yet known how long its locks are held: its transaction
/// goes on.
///
/// @param locks new with this statement
record Draft(
        Migration migration,
        Statement statement,
        Listener.Ran ran,
        Set<Lock> locks,
        Changes changes,
        List<String> scans) {

    /// @param held from the start of this statement to the end of its transaction
    RehearsedStatement seal(Catalogue before, Duration held) {
        var known =
                locks.stream()
                        .flatMap(lock ->
                                before
                                        .find(lock.relation())
                                        .map(one -> held(before, one, lock.mode(), held))
                                        .stream())
                        .sorted(HeldLock.STRONGEST_FIRST)
                        .toList();
        return new RehearsedStatement(
                migration.file(),
                statement.line(),
                statement.sql(),
                ran.took(),
                known,
                changes.rewrites(),
                scans,
                changes.indexBuilds(),
                changes.indexRebuilds(),
                ran.rows());
    }

    private static HeldLock held(
            Catalogue before, Relation relation, LockMode mode, Duration held) {
        var table = before.find(relation.table()).map(Relation::name).orElse(relation.name());
        return new HeldLock(relation.name(), table, mode, held);
    }
}
