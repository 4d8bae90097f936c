package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Statement;
import java.util.List;
import java.util.Optional;

/// One forward migration of a set.
///
/// @param version as the format writes it; for a repeatable one what names it instead
/// @param file its name, for messages
/// @param checksum as the tool computes it, or SHA-256 in hexadecimal digits where it computes none
/// @param downText what [Format#down] makes the script of that takes it back, if there is one
public record Migration(
        String version,
        String description,
        String file,
        Kind kind,
        String checksum,
        Script up,
        Optional<String> downText) {

    /// When a migration runs.
    public enum Kind {
        /// Once.
        VERSIONED,
        /// Once, in a database that has no history yet, in place of all up to its version.
        BASELINE,
        /// Whenever it changed, after all that run once.
        REPEATABLE,
        /// Never here: it is code of the service.
        CODE
    }

    /// The statements of the script, in order.
    ///
    /// @throws MigrationFolderException when the file breaks the tool's rules
    public List<Statement> statements() {
        return up.statements();
    }

    public boolean transactional() {
        return up.transactional();
    }
}
