/// Backups of a database, with what is needed to prove later that they are the database.
///
/// Begin at [Backup].
@NullMarked
package dev.slipway.engine.backup;

import org.jspecify.annotations.NullMarked;
