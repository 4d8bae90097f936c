/// Restoring a backup on a scratch server, and proving that what came back is the database.
///
/// Begin at [Drill].
@NullMarked
package dev.slipway.engine.drill;

import org.jspecify.annotations.NullMarked;
