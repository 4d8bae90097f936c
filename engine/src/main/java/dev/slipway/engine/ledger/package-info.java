/// The database that holds releases, their steps, leases and evidence.
///
/// Begin at [Ledger].
@NullMarked
package dev.slipway.engine.ledger;

import org.jspecify.annotations.NullMarked;
