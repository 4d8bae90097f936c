/// How a release can be taken back: start at [WaysBack].
///
/// Pure: decided from what the rehearsal, the drill and the old version's SQL were seen to do.
@NullMarked
package dev.slipway.engine.rollback;

import org.jspecify.annotations.NullMarked;
