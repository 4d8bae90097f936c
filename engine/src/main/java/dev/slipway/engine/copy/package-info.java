/// Copies of a database that may be changed: where they come from, and the server they live on.
///
/// Begin at [Copy].
@NullMarked
package dev.slipway.engine.copy;

import org.jspecify.annotations.NullMarked;
