/// Starts a version of a service on a database that may be changed, sees whether it works there,
/// and ends it.
///
/// Begin at [Candidate].
@NullMarked
package dev.slipway.engine.start;

import org.jspecify.annotations.NullMarked;
