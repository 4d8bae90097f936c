/// Applies migrations to a PostgreSQL database and says where it stands.
///
/// Begin at [Migrator].
@NullMarked
package dev.slipway.migrate;

import org.jspecify.annotations.NullMarked;
