package dev.slipway.engine.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the tables that a statement read from end to end to check a constraint.
///
/// The server names them without their schema: of those with that name, it is the one that the
/// statement has locked. What it does not name, it counts.
record Scans(Connection migrating, Catalogue before, Set<Lock> locks) {

    private static final String FOREIGN_KEYS =
            """
            select c.conrelid::bigint, c.confrelid::bigint
              from pg_catalog.pg_constraint c
             where c.contype = 'f'
               and c.conname = ?
            """;

    /// @param counted tables that the server counted as read, whatever for
    List<String> of(List<String> notices, Set<Long> counted) throws SQLException {
        var said = new Notices(notices);
        var locked = locks.stream().map(Lock::relation).collect(Collectors.toSet());
        var scans = new TreeSet<String>();
        said.verifiedTables()
                .forEach(name ->
                        scans.addAll(
                                before.names(one ->
                                        one.bareName().equals(name)
                                                && locked.contains(one.oid()))));
        for (var name : said.validatedForeignKeys().toList()) {
            foreignKey(name, locked, scans);
        }
        var hard =
                locks.stream()
                        .filter(lock -> lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) > 0)
                        .map(Lock::relation)
                        .filter(counted::contains);
        hard.forEach(table -> before.find(table).map(Relation::name).ifPresent(scans::add));
        return List.copyOf(scans);
    }

    /// Both sides are read.
    private void foreignKey(String name, Set<Long> locked, Set<String> scans) throws SQLException {
        try (var query = migrating.prepareStatement(FOREIGN_KEYS)) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    long from = rows.getLong(1);
                    long to = rows.getLong(2);
                    if (locked.contains(from) && locked.contains(to)) {
                        before.find(from).map(Relation::name).ifPresent(scans::add);
                        before.find(to).map(Relation::name).ifPresent(scans::add);
                    }
                }
            }
        }
    }
}
