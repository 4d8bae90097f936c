package dev.slipway.engine.rehearse;

import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A statement that has run, while it is not yet known how long its locks are held: its transaction
/// goes on.
///
/// @param locks new with this statement
/// @param earlier those that it found, of the statements before it
record Draft(
        Migration migration,
        Statement statement,
        Listener.Ran ran,
        Set<Lock> locks,
        Set<Lock> earlier,
        Changes changes,
        List<String> scans,
        Traces traces) {

    /// @param held from the start of this statement to the end of its transaction
    RehearsedStatement seal(Catalogue before, Duration held) {
        return new RehearsedStatement(
                migration.file(),
                statement.line(),
                statement.sql(),
                ran.took(),
                known(before, locks, held),
                changes.rewrites(),
                scans,
                changes.indexBuilds(),
                changes.indexRebuilds(),
                ran.rows(),
                traces.under(earlierOnWorked(before, held)));
    }

    /// Of the earlier locks, those on tables of which this statement touched every row.
    private List<HeldLock> earlierOnWorked(Catalogue before, Duration held) {
        var worked = new HashSet<String>(scans);
        worked.addAll(changes.rewrites());
        traces.tables().stream()
                .filter(change -> change.builds(changes))
                .map(TableChange::table)
                .forEach(worked::add);
        return known(before, earlier, held).stream()
                .filter(lock -> worked.contains(lock.table()))
                .toList();
    }

    private static List<HeldLock> known(Catalogue before, Collection<Lock> locks, Duration held) {
        return locks.stream()
                .flatMap(lock ->
                        before
                                .find(lock.relation())
                                .map(one -> held(before, one, lock.mode(), held))
                                .stream())
                .sorted(HeldLock.STRONGEST_FIRST)
                .toList();
    }

    private static HeldLock held(
            Catalogue before, Relation relation, LockMode mode, Duration held) {
        var table = before.find(relation.table()).map(Relation::name).orElse(relation.name());
        return new HeldLock(relation.name(), table, mode, held);
    }
}
