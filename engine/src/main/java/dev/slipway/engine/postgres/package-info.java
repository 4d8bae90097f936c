/// PostgreSQL as Slipway runs it itself: its binaries, servers of its own, and the client tools.
///
/// Begin at [Server].
@NullMarked
package dev.slipway.engine.postgres;

import org.jspecify.annotations.NullMarked;
