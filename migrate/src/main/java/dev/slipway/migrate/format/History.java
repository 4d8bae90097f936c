package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads and writes one tool's history table, in the tool's own words.
///
/// No method begins or ends a transaction: a row is written in the transaction that the caller has
/// open, which is the script's own where the script runs in one.
public interface History {

    /// Makes the table as the tool would, if it is not there.
    void create(Connection connection) throws SQLException;

    /// What the tool would read from it.
    Recorded read(Connection connection) throws SQLException;

    /// Writes that `migration` is applied.
    List<Write> applied(Migration migration, Duration took);

    /// Writes that `version` is no longer applied.
    ///
    /// @param before the version that is the newest then, for tools that keep no more than that
    List<Write> reverted(Entry applied, Optional<String> before);

    /// Writes, before a script that cannot run in a transaction, that it is on its way; nothing
    /// where the tool has no such state.
    default List<Write> begins(Migration migration) {
        return List.of();
    }

    /// Writes that a script which could not run in a transaction failed; nothing where the tool has
    /// no such state.
    default List<Write> failed(Migration migration, Duration took) {
        return List.of();
    }

    /// Writes, before a down script that cannot run in a transaction, that it is on its way;
    /// nothing where the tool has no such state.
    default List<Write> revertBegins(Entry applied, Optional<String> before) {
        return List.of();
    }

    /// Writes that a down script which could not run in a transaction failed; nothing where the
    /// tool has no such state.
    default List<Write> revertFailed(Entry applied, Optional<String> before) {
        return List.of();
    }

    /// Takes away the mark that a migration failed half-way, so that it counts as not applied.
    ///
    /// @param before the newest version under it, for tools that keep no more than that
    default List<Write> clean(Entry failed, Optional<String> before) {
        return reverted(failed, before);
    }

    /// Writes the checksum of the file as it is now; nothing where the tool keeps none.
    default List<Write> restamp(Migration migration) {
        return List.of();
    }

    /// Writes that a database was adopted at `version`.
    ///
    /// @param covered the migrations up to it, in order
    default List<Write> baseline(String version, List<Migration> covered) {
        return covered.stream()
                .flatMap(migration -> applied(migration, Duration.ZERO).stream())
                .toList();
    }

    /// Whether a row of its own says where a database was adopted, so that the version needs no
    /// file.
    default boolean hasBaselineRow() {
        return false;
    }
}
